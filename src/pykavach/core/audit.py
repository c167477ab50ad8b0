"""The audit log as pure functions: entries, their commitments, and the hash chain over them (AUD-2, AUD-3).

An entry is one canonical JSON text that names its log, its position and the hash of the entry before it; its hash is
SHA-256 over that text. Arguments and other free text stand beside the entry, so that they can be erased: the entry
only commits to them, by SHA-256 over a fresh salt and the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from json.encoder import encode_basestring as quote
from typing import Final, NamedTuple

from pykavach.core import codec
from pykavach.core.errors import InvalidInput

VERSION: Final = 1
#: The hash before the first entry of a log.
GENESIS: Final = bytes(32)
_POSITION_BITS: Final = 48
_ENTRY_ID: Final = re.compile(r"aud_([0-9a-f]{1,16})_[^_]{1,16}").fullmatch


def sequence(log: int, position: int) -> int:
    """The store's number of an entry: unique, and in the order of the log."""
    return log << _POSITION_BITS | position


def log_and_position(seq: int) -> tuple[int, int]:
    """The inverse of ``sequence``."""
    return seq >> _POSITION_BITS, seq & (1 << _POSITION_BITS) - 1


def entry_id(seq: int, suffix: str) -> str:
    """The public name of an entry. The random suffix tells it from an entry that a restored backup has undone."""
    return f"aud_{seq:x}_{suffix}"


def parse_entry_id(value: object) -> int | None:
    """The number inside an entry's name, or None if it is not one."""
    found = _ENTRY_ID(value) if isinstance(value, str) else None
    seq = int(found[1], 16) if found is not None else 0
    return seq if 0 < seq < 1 << 63 else None


def commitment(salt: bytes, text: str) -> str:
    """SHA-256 over a salt and a canonical text, in hex."""
    return sha256(salt + text.encode()).hexdigest()


def digest(text: str) -> bytes:
    """The hash of an entry."""
    return sha256(text.encode()).digest()


def commit_to(salt: bytes, canonical: str | None, kept: str | None) -> str:
    """What an entry says of a text beside it: JSON ``null``, or the commitments to the whole and to what is kept.

    The second is there only where what is kept (redacted, cut, or nothing) is not the whole. Of nothing it is that of
    the empty text: so a text that somebody takes away is missed, and a salt that somebody changes is noticed.
    """
    if canonical is None:
        return "null"
    whole = sha256(salt + canonical.encode()).hexdigest()
    if kept == canonical:
        return f'{{"sha256":"{whole}"}}'
    return f'{{"kept":"{commitment(salt, kept or "")}","sha256":"{whole}"}}'


def charge_text(agent_id: str, level: str, meter: int | None) -> str:
    """One charge as it stands in an entry, without its closing brace."""
    return f'{{"agent":{quote(agent_id)},"level":{quote(level)},"meter":{meter or 0}'


class Frame:
    """The parts of a decision's entry that are the same for every access of one agent to one resource and action."""

    __slots__ = ("end", "head", "middle", "owner", "tail")

    def __init__(
        self,
        resource: str | None,
        action: str | None,
        agent_id: str | None,
        chain: tuple[str, ...],
        depth: int,
        owner: str | None,
        tenant: str | None,
    ) -> None:
        ids = ",".join(quote(name) for name in chain)
        self.head = f'{{"action":{_text(action)},"agent":{_text(agent_id)},"args":'
        self.middle = f',"chain":[{ids}],"charges":['
        self.tail = f',"depth":{depth},"id":"'
        self.owner = f',"owner":{_text(owner)},"pos":'
        self.end = f',"resource":{_text(resource)},"tenant":{_text(tenant)},"v":{VERSION}}}'


def _text(value: str | None) -> str:
    return "null" if value is None else quote(value)


def decision_entry(
    frame: Frame,
    id: str,
    log: int,
    position: int,
    previous: bytes,
    at: int,
    kind: str,
    outcome: str,
    code: str,
    reason: str,
    args: str,
    charges: str,
    cost: int,
    ip: str | None,
    latency: int,
    marks: Mapping[str, object] | None,
) -> str:
    """The canonical text of a decision's entry. Keys stand in canonical order, so nothing needs sorting.

    ``marks`` holds what is seldom there: an approval, a wait, the use of an old token, what an observed agent would
    have refused.
    """
    extra = codec.canonical(dict(marks)) if marks else "{}"
    return (
        f'{frame.head}{args},"at":{at}{frame.middle}{charges}],"code":"{code}","cost":{cost}{frame.tail}{id}"'
        f',"ip":{_text(ip)},"kind":"{kind}","latencyUs":{latency},"log":{log},"marks":{extra}'
        f',"outcome":"{outcome}"{frame.owner}{position},"prev":"{previous.hex()}","reason":{quote(reason)}{frame.end}'
    )


def allow_entry(
    frame: Frame,
    id: str,
    log: int,
    position: int,
    previous: bytes,
    at: int,
    args: str,
    charges: str,
    cost: int,
    ip: str | None,
    latency: int,
) -> str:
    """``decision_entry`` of an allow that there is nothing more to say of: most entries, so it is written out."""
    return (
        f'{frame.head}{args},"at":{at}{frame.middle}{charges}],"code":"ok","cost":{cost}{frame.tail}{id}"'
        f',"ip":{"null" if ip is None else quote(ip)},"kind":"decision","latencyUs":{latency},"log":{log},"marks":{{}}'
        f',"outcome":"allow"{frame.owner}{position},"prev":"{previous.hex()}","reason":"Allowed."{frame.end}'
    )


def change_entry(
    *,
    id: str,
    log: int,
    position: int,
    previous: bytes,
    at: int,
    kind: str,
    action: str,
    agent_id: str | None,
    owner: str | None,
    tenant: str | None,
    chain: Iterable[str],
    actor: str,
    detail: str,
    facts: Mapping[str, object] | None = None,
) -> str:
    """The canonical text of an entry about a change. ``detail`` is the commitment to before and after (JSON text).

    ``chain`` names the agent and those above it (none: of no agent). ``tenant`` is the agent's, or that of the key or
    person that it is about. ``facts`` are numbers and ids that stay when the free text is erased. Keys stand in canonical order.
    """
    stays = codec.canonical(dict(facts)) if facts else "{}"
    ids = [quote(name) for name in chain]
    return (
        f'{{"action":{quote(action)},"actor":{quote(actor)},"agent":{_text(agent_id)},"at":{at}'
        f',"chain":[{",".join(ids)}],"depth":{max(0, len(ids) - 1)},"detail":{detail}'
        f',"facts":{stays},"id":"{id}","kind":{quote(kind)},"log":{log},"owner":{_text(owner)},"pos":{position}'
        f',"prev":"{previous.hex()}","tenant":{_text(tenant)},"v":{VERSION}}}'
    )


class Row(NamedTuple):
    """One entry as the store keeps it: what is hashed, and the columns it is found by."""

    seq: int
    at: int
    agent: int | None
    kind: str
    code: str | None
    booked: int | None
    entry: str
    kept: str | None
    salt: bytes | None
    hash: bytes


def tenant_of(row: Row) -> str | None:
    """The tenant of a change that is about no agent, such as that of a key, by what its text says."""
    if row.agent is not None or row.kind != "change":
        return None
    try:
        entry = codec.loads(row.entry)
    except InvalidInput:
        return None
    tenant = entry.get("tenant") if isinstance(entry, dict) else None
    return tenant if isinstance(tenant, str) else None


def tenant_number(tenant_id: str) -> int:
    """The number, below zero, under which such changes are listed where others are listed by the number of their agent.

    Two tenants may share one; ``tenant_of`` tells their entries apart.
    """
    return -1 - (int.from_bytes(sha256(tenant_id.encode()).digest()[:8]) >> 2)


def listed_under(row: Row) -> int | None:
    """The number that an entry is found by: that of its agent, or of the tenant that it is about; None if of neither."""
    if row.agent is not None:
        return row.agent
    tenant = tenant_of(row)
    return None if tenant is None else tenant_number(tenant)


class Head(NamedTuple):
    """The end of one log: the last position and its hash."""

    log: int
    position: int
    hash: bytes


class Break(NamedTuple):
    """The first place where a log does not hold."""

    log: int
    position: int
    what: str


def hashed_text(stored: str) -> str:
    """The text that was hashed, from the ASCII-escaped text in the store."""
    return codec.canonical(codec.loads(stored)) if "\\u" in stored else stored


def read_entry(text: object) -> tuple[Head, dict[str, object]]:
    """Where an entry stands, with its hash, and what it says: from its canonical text alone.

    Raises ``InvalidInput`` for a text that is not the canonical text of an entry.
    """
    if not isinstance(text, str):
        raise InvalidInput("entry", "is not the canonical text of an entry")
    entry = codec.loads(text, "entry")
    if not isinstance(entry, dict) or codec.canonical(entry, "entry") != text:
        raise InvalidInput("entry", "is not the canonical text of an entry")
    log, position = entry.get("log"), entry.get("pos")
    if type(log) is not int or type(position) is not int or parse_entry_id(entry.get("id")) is None:
        raise InvalidInput("entry", "does not say where it stands")
    if log < 0 or position < 1 or sequence(log, position) != parse_entry_id(entry["id"]):
        raise InvalidInput("entry", "is named by another place than it stands at")
    return Head(log, position, digest(text)), entry


def follow(head: Head, texts: Iterable[object]) -> Head:
    """The end of a log behind these entries, each by its canonical text. Raises ``InvalidInput`` where a link is wrong."""
    for text in texts:
        end, entry = read_entry(text)
        if (end.log, end.position) != (head.log, head.position + 1) or entry.get("prev") != head.hash.hex():
            raise InvalidInput("links", f"position {head.position + 1} of log {head.log} is not what follows")
        head = end
    return head


def check(row: Row, head: Head, agent_id: str | None) -> Break | None:
    """Whether a row is the entry that follows ``head``: linked, unaltered, and found by the columns it names.

    ``agent_id`` is the public id of ``row.agent``.
    """
    log, position = log_and_position(row.seq)
    expected = head.position + 1
    if log != head.log or position != expected:
        return Break(head.log, expected, "the entry is missing")
    try:
        text = hashed_text(row.entry)
        entry = codec.loads(row.entry)
    except (ValueError, InvalidInput):
        return Break(log, position, "the entry is not readable")
    if not isinstance(entry, dict):
        return Break(log, position, "the entry is not readable")
    respelled = (
        text is not row.entry and codec.stored(text) != row.entry
    )  # the same JSON, but not as it was written
    if respelled or digest(text) != row.hash:
        return Break(log, position, "the entry does not match its hash")
    if entry.get("prev") != head.hash.hex():
        return Break(log, position, "the entry does not follow the one before it")
    booked = (
        entry.get("cost") if entry.get("outcome") == "allow" and entry.get("kind") == "decision" else None
    )
    columns = (log, position, row.at, row.kind, row.code, agent_id, row.booked)
    named = (*(entry.get(key) for key in ("log", "pos", "at", "kind", "code", "agent")), booked or None)
    if columns != named:
        return Break(log, position, "the columns do not match the entry")
    return _check_kept(row, entry, log, position)


def _check_kept(row: Row, entry: Mapping[str, object], log: int, position: int) -> Break | None:
    """What stands beside the entry is what the entry commits to, unless it has been erased together with its salt."""
    if row.salt is None and row.kept is None:
        return None
    promised = entry.get("args") if "args" in entry else entry.get("detail")
    if row.salt is None or not isinstance(promised, dict):
        return Break(log, position, "a text beside the entry is not covered by it")
    text = row.kept
    if text == "" or commitment(row.salt, text or "") != promised.get("kept", promised.get("sha256")):
        return Break(log, position, "the text beside the entry does not match its commitment")
    return None
