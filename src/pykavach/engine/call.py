"""One call of ``authorize``, from raw values to something a batch can judge. Nothing here takes a lock."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, Literal

from pydantic_core import from_json

from pykavach.core import codec, money, tokens
from pykavach.core.access import Access
from pykavach.core.addresses import parse_address
from pykavach.core.audit import commit_to
from pykavach.core.decide import Screened, screen
from pykavach.core.errors import InvalidInput
from pykavach.core.plan import Node, Plan
from pykavach.core.redact import keep
from pykavach.core.resources import parse_action, parse_resource
from pykavach.engine.committer import Job
from pykavach.engine.keys import Keys

ArgumentMode = Literal["redact", "digest", "full"]

MAX_TOKEN: Final = 256
MAX_KEY: Final = 200
#: Free text a caller may state of an address, before it is judged malformed.
MAX_IP: Final = 64


@lru_cache(4096)
def _checked_resource(resource: str) -> str:
    parse_resource(resource)
    return resource


@lru_cache(4096)
def _checked_action(action: str) -> str:
    return parse_action(action)


class Call(Job):
    """One access on its way through a batch."""

    __slots__ = (
        "access",
        "agent_id",
        "args",
        "by_token",
        "canonical",
        "cost",
        "digest",
        "explain",
        "fingerprints",
        "invalid",
        "ip",
        "kept",
        "key",
        "memo_fingerprints",
        "node",
        "old_token",
        "plan",
        "salt",
        "screened",
        "started",
        "suffix",
        "tenant",
        "waited_on",
    )

    def __init__(self, deadline: float | None) -> None:
        super().__init__(deadline)
        self.started = time.perf_counter_ns()
        self.digest: bytes | None = None
        self.agent_id: str | None = None
        self.by_token = True
        self.node: Node | None = None
        self.old_token = False
        self.access: Access | None = None
        self.invalid: InvalidInput | None = None
        self.plan: Plan | None = None
        self.screened: Screened = {}
        self.cost = 0
        self.ip: str | None = None
        self.canonical: str | None = None
        self.kept: str | None = None
        self.salt: bytes | None = None
        self.suffix = ""
        self.args = "null"
        self.key: bytes | None = None
        self.fingerprints: tuple[bytes, ...] = ()
        self.memo_fingerprints: tuple[bytes, ...] = ()
        self.waited_on: str | None = None
        self.explain = False
        #: Only agents of this tenant are seen (TEN-1).
        self.tenant: str | None = None

    def name(self, token: Any, agent_id: Any) -> None:
        """Say who calls. A token that is malformed names nobody and is looked up nowhere (TOK-1)."""
        if agent_id is not None:
            self.by_token = False
            if isinstance(agent_id, str) and len(agent_id) <= MAX_TOKEN:
                self.agent_id = agent_id
        elif isinstance(token, str) and len(token) <= MAX_TOKEN and tokens.well_formed(token):
            self.digest = tokens.digest(token)

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
        entropy = os.urandom(20)
        self.suffix = entropy[16:].hex()
        if isinstance(ip, str) and len(ip) <= MAX_IP and ip.isascii() and ip.isprintable():
            self.ip = ip
        try:
            text = codec.snapshot(arguments)
            if text is not None:
                self.salt = entropy[:16]
                self.canonical = text
                self.kept = keep(text, mode)
                self.args = commit_to(self.salt, text, self.kept)
            access = Access(
                _checked_resource(resource)
                if type(resource) is str
                else parse_resource(resource) and resource,
                _checked_action(action) if type(action) is str else parse_action(action),
                text,
                None,
                parse_address(ip),
                None if cost_usd is None else money.micros(cost_usd, "cost_usd"),
            )
            if idempotency_key is not None:
                self.key = _key(idempotency_key)
                self.memo_fingerprints = keys.fingerprints(_memo_text(access, self.ip))
            self.access = access
        except InvalidInput as error:
            self.invalid = error
        except Exception as error:  # a value that breaks our reading of it is an invalid value (API-1)
            self.invalid = InvalidInput(
                "request", f"cannot be read ({type(error).__name__}); use plain JSON values"
            )

    def plan_for(self, node: Node, keys: Keys) -> None:
        """Judge what needs no lock: who may do it, arguments, address."""
        if self.tenant is not None and node.agent.tenant_id != self.tenant:
            return
        self.node = node
        self.old_token = self.digest is not None and node.agent.digest != self.digest
        access = self.access
        if access is None:
            return
        plan = self.plan = node.plan(access.resource, access.action)
        if plan.static and access.values is None and access.arguments is not None:
            # What is judged is what is recorded and run: the text, not an object that may change meanwhile.
            access.values = from_json(access.arguments, allow_inf_nan=False)
        self.screened = screen(plan, access)
        self.cost = plan.reserve if access.cost is None else access.cost
        if plan.approval:
            self.fingerprints = keys.fingerprints(
                codec.canonical(["approval", access.resource, access.action]) + (access.arguments or "null")
            )

    def copy_of_arguments(self) -> Any:
        """What was judged, as new objects."""
        return None if self.canonical is None else from_json(self.canonical, allow_inf_nan=False)


def _key(value: object) -> bytes:
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_KEY:
        raise InvalidInput("idempotency_key", f"must be a text of 1 to {MAX_KEY} characters")
    return sha256(value.encode()).digest()


def _memo_text(access: Access, ip: str | None) -> str:
    """What an idempotency key stands for: the whole access (PRM-5)."""
    return codec.canonical(["access", access.resource, access.action, ip, access.cost]) + (
        access.arguments or "null"
    )
