"""One call of ``authorize``, from raw values to something a batch can judge. Nothing here takes a lock."""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from struct import iter_unpack
from typing import Any, Final, Literal

from pydantic_core import from_json

from pykavach.core import codec, money
from pykavach.core.access import Access
from pykavach.core.addresses import parse_address, place_of
from pykavach.core.audit import commit_to
from pykavach.core.decide import Screened, screen
from pykavach.core.errors import InvalidInput
from pykavach.core.plan import Node, Plan
from pykavach.core.redact import keep
from pykavach.core.resources import parse_action, parse_resource
from pykavach.core.tokens import mask_tokens
from pykavach.engine import forks
from pykavach.engine.committer import Job
from pykavach.engine.keys import Keys
from pykavach.engine.scope import Scope

ArgumentMode = Literal["redact", "digest", "full"]

_log: Final = logging.getLogger("pykavach")
MAX_KEY: Final = 200
#: Characters of the arguments that a person sees before deciding; what is longer is marked as cut.
MAX_SHOWN: Final = 64 * 1024
#: Free text a caller may state of an address, before it is judged malformed.
MAX_IP: Final = 64


class _Entropy:
    """Random bytes drawn a page at a time: a system call for each call's twenty would cost as much as hashing them.

    Calling it gives twenty that nobody else gets: 16 of salt, and 4 for the entry's name, in hex.
    """

    def __init__(self) -> None:
        self.after_fork()
        forks.register(self)

    def after_fork(self) -> None:
        """A child must not draw what its parent draws."""
        self._drawn: deque[tuple[bytes, str]] = deque()

    def __call__(self) -> tuple[bytes, str]:
        try:
            return self._drawn.popleft()
        except IndexError:
            drawn = iter_unpack("16s4s", os.urandom(20 * 128))
            first, *rest = [(salt, tail.hex()) for salt, tail in drawn]
            self._drawn.extend(rest)
            return first


fresh_bytes: Final = _Entropy()


@lru_cache(4096)
def _checked_resource(resource: str) -> str:
    parse_resource(resource)
    return resource


@lru_cache(4096)
def _checked_action(action: str) -> str:
    return parse_action(action)


@lru_cache(4096)
def _read_address(ip: str) -> tuple[str | None, int | None]:
    """What may be stored of a caller's address, and the place of the address that it is."""
    kept = None
    if ip.isascii() and ip.isprintable():
        # No address has an underscore; a token in its place must not be stored.
        kept = mask_tokens(ip) if "_" in ip else ip
    address = parse_address(ip)
    return kept, None if address is None else place_of(address)


@lru_cache(4096)
def _read_cost(dollars: float) -> int:
    return money.micros(dollars, "cost_usd")


NOTHING_FOUND: Final[Screened] = {}


class Call(Job):
    """One access on its way through a batch."""

    # Plain class attributes and not slots: a call sets few of them, and setting is what costs.
    digest: bytes | None = None
    agent_id: str | None = None
    by_token = True
    node: Node | None = None
    old_token = False
    access: Access | None = None
    invalid: InvalidInput | None = None
    plan: Plan | None = None
    screened: Screened = NOTHING_FOUND
    cost = 0
    ip: str | None = None
    canonical: str | None = None
    kept: str | None = None
    salt: bytes | None = None
    suffix = ""
    args = "null"
    key: bytes | None = None
    fingerprints: tuple[bytes, ...] = ()
    memo_fingerprints: tuple[bytes, ...] = ()
    shown: str | None = None
    waited_on: str | None = None
    explain = False
    #: Anything that makes this call more than an access to be judged once.
    special = False
    #: Why no decision was possible, where there is more to say than that.
    why: str | None = None
    #: Which agents are seen (TEN-1); None: all.
    scope: Scope | None = None

    def __init__(self, deadline: float | None) -> None:
        self.deadline = deadline
        self.started = time.perf_counter_ns()

    def read(
        self,
        resource: Any,
        action: Any,
        arguments: Any,
        ip: Any,
        cost_usd: Any,
        idempotency_key: Any,
        mode: ArgumentMode,
        keys: Keys,
    ) -> None:
        """Read the access. What breaks a rule becomes ``invalid``: a denial, after the token has been looked up."""
        salt, self.suffix = fresh_bytes()
        place = None
        if type(ip) is str and len(ip) <= MAX_IP:
            self.ip, place = _read_address(ip)
        try:
            if ip is not None and type(ip) is not str:
                raise InvalidInput("ip", 'must be an address as text, such as "10.1.2.3"')
            text, values = codec.read_arguments(arguments)
            if text is not None:
                self.canonical = text
                self.kept = kept = keep(text, mode)
                self.salt = salt
                self.args = commit_to(salt, text, kept)
            if cost_usd is not None:
                cost_usd = (
                    _read_cost(cost_usd) if type(cost_usd) is float else money.micros(cost_usd, "cost_usd")
                )
            access = Access(
                _checked_resource(resource) if type(resource) is str else _refused(parse_resource, resource),
                _checked_action(action) if type(action) is str else _refused(parse_action, action),
                text,
                values,
                place,
                cost_usd,
            )
            if idempotency_key is not None:
                self.special = True
                self.key = _key(idempotency_key)
                self.memo_fingerprints = keys.fingerprints(
                    _memo_text(access, self.ip if self.ip is not None or ip is None else "malformed")
                )
            self.access = access
        except InvalidInput as error:
            self.invalid, self.special = error, True
        except Exception as error:  # noqa: BLE001 - a value that breaks our reading of it is an invalid value (API-1)
            _log.debug("a call could not be read", exc_info=True)
            self.special = True
            self.invalid = InvalidInput(
                "request", f"cannot be read ({type(error).__name__}); use plain JSON values"
            )

    def again(self, deadline: float, waited_on: str) -> Call:
        """The same access once more, after a person has been waited for: an entry of its own, with a salt of its own."""
        call = Call(deadline)
        salt, call.suffix = fresh_bytes()
        for name in _ASKED:
            setattr(call, name, getattr(self, name))
        if self.canonical is not None:
            call.salt = salt
            call.args = commit_to(salt, self.canonical, self.kept)
        call.waited_on = waited_on
        call.special = True
        return call

    def plan_for(self, node: Node, keys: Keys) -> None:
        """Judge what needs no lock: who may do it, arguments, address."""
        agent = node.agent
        if self.scope is not None and not self.scope.sees(agent.tenant_id, agent.user_id, node.chain_ids):
            return
        self.node = node
        if self.digest is not None and agent.digest != self.digest:
            self.old_token = self.special = True
        access = self.access
        if access is None:
            return
        plan = self.plan = node.plan(access.resource, access.action)
        if plan.argued and access.values is None and access.arguments is not None:
            # What is judged is what is recorded and run: the text, not an object that may change meanwhile.
            access.values = from_json(access.arguments, allow_inf_nan=False)
        self.screened = screen(plan, access) if plan.screened else NOTHING_FOUND
        self.cost = plan.reserve if access.cost is None else access.cost
        if plan.approval:
            self.shown = None if access.arguments is None else keep(access.arguments, "redact", MAX_SHOWN)
            self.fingerprints = keys.fingerprints(
                codec.canonical(["approval", access.resource, access.action]) + (access.arguments or "null")
            )

    def let_go(self) -> None:
        """Drop the arguments of an answered call: who waits for the store may wait in great numbers."""
        self.access = self.canonical = self.kept = self.shown = self.answer.arguments_json = None


#: What a call asks for, whenever it is judged.
_ASKED: Final = (
    "access",
    "agent_id",
    "by_token",
    "canonical",
    "digest",
    "invalid",
    "ip",
    "kept",
    "key",
    "memo_fingerprints",
    "scope",
)


def _refused(parse: Callable[[object], object], value: object) -> str:
    """Let the parser say what is wrong with a value that is not a text."""
    parse(value)
    raise InvalidInput("request", "must be a text")  # pragma: no cover - the parsers take nothing but texts


def _key(value: object) -> bytes:
    if type(value) is not str or not 1 <= len(value) <= MAX_KEY:
        raise InvalidInput("idempotency_key", f"must be a text of 1 to {MAX_KEY} characters")
    try:
        return sha256(value.encode()).digest()
    except UnicodeEncodeError:
        raise InvalidInput("idempotency_key", "must not hold lone surrogates") from None


def _memo_text(access: Access, ip: str | None) -> str:
    """What an idempotency key stands for: the whole access (PRM-5)."""
    return codec.canonical(["access", access.resource, access.action, ip, access.cost]) + (
        access.arguments or "null"
    )
