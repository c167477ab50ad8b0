"""Entries as they are shown: what stands in the log, with what is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from pykavach.core import audit, codec, money
from pykavach.core.audit import Row
from pykavach.core.errors import InvalidInput
from pykavach.engine.scope import Scope
from pykavach.engine.values import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the audit log: a decision, or a change.

    ``kind`` is ``"decision"``, ``"replay"``, ``"explain"``, ``"undelivered"``, ``"unknown_tokens"`` or ``"change"``.
    ``chain`` names the agents that were judged, the presented one first (of a change: the agent and those above it);
    ``depth`` counts the levels above it.
    ``arguments`` is what is kept of them (redacted, at most 4 KiB), ``None`` where there were none or nothing is kept;
    ``commitment`` is the SHA-256 that the entry holds of the whole, and stays when the text is erased; ``salt`` (hex)
    opens it where what is kept is the whole. Of a change, ``actor`` says who made it, ``detail`` holds the values
    before and after, ``facts`` the numbers and ids that stay. ``marks`` holds what is seldom there, such as
    ``oldToken`` or ``wouldDeny``. ``cost_usd`` is what the call was to cost, booked at each of the ``charges``: there are
    none if it was not allowed. ``log`` and ``position`` say where the entry stands, ``hash`` (hex) what the next one names.

    An entry that cannot be read any more shows what its columns say, and the mark ``unreadable``; ``audit.verify``
    says where the log is broken.
    """

    id: str
    at: datetime
    kind: str
    agent_id: str | None = None
    owner: str | None = None
    tenant_id: str | None = None
    chain: tuple[str, ...] = ()
    depth: int | None = None
    resource: str | None = None
    action: str | None = None
    arguments: Any = None
    commitment: str | None = None
    salt: str | None = None
    ip: str | None = None
    outcome: str | None = None
    code: str | None = None
    reason: str | None = None
    cost_usd: Decimal | None = None
    charges: tuple[dict[str, Any], ...] = ()
    actor: str | None = None
    detail: Any = None
    facts: dict[str, Any]
    marks: dict[str, Any]
    latency_us: int | None = None
    log: int
    position: int
    hash: str

    def wire(self) -> dict[str, Any]:
        """The entry on the wire, in camelCase: JSON values only, always the same keys."""
        out: dict[str, Any] = {wire: getattr(self, name) for name, wire in _WIRE}
        out["at"] = self.at.isoformat().replace("+00:00", "Z")
        out["chain"] = list(self.chain)
        out["charges"] = list(self.charges)
        if self.cost_usd is not None:
            out["costUsd"] = money.usd_text(int(self.cost_usd.scaleb(6)))
        return out


_WIRE: Final = tuple((name, codec.camel(name)) for name in Entry.__slots__)
#: The keys of ``Entry.wire()``, in order.
WIRE_KEYS: Final = tuple(wire for _, wire in _WIRE)


def entry_of(row: Row) -> Entry:
    """The entry of a row. Total: a row that does not read becomes an entry that says so."""
    try:
        return _read(row)
    except Exception:  # noqa: BLE001 - whatever a damaged row holds, the rest of the log is still shown
        return _unreadable(row)


def within(entry: Entry, scope: Scope) -> Entry:
    """The entry as ``scope`` shows it: whoever stands above its own agent is not named."""
    seen = scope.shown(entry.chain)
    above = entry.chain[len(seen) :]
    if not above:
        return entry
    # Of a damaged entry they may be anything.
    charges: tuple[object, ...] = entry.charges
    facts = _any(entry.facts)
    return replace(
        entry,
        chain=seen,
        depth=len(seen) - 1,
        charges=tuple(c for c in charges if isinstance(c, dict) and c.get("agent") in seen),
        actor=_unless(entry.actor, above),
        facts={name: _unless(fact, above) for name, fact in facts.items()} if isinstance(facts, dict) else {},
    )


def _unless(value: Any, hidden: tuple[str, ...]) -> Any:
    """A value, unless it is a hidden id; a list, without those that are."""
    if isinstance(value, list):
        return [item for item in value if item not in hidden]
    return None if value in hidden else value


def read_text(row: Row) -> dict[str, Any]:
    """The JSON object that is the entry; raises ``InvalidInput`` where there is none."""
    entry = codec.loads(row.entry, "entry")
    if not isinstance(entry, dict):
        raise InvalidInput("entry", "is not a JSON object")
    return entry


def _read(row: Row) -> Entry:
    entry = read_text(row)
    get = entry.get
    log, position = audit.log_and_position(row.seq)
    kept = None if row.kept is None else codec.loads(row.kept, "kept")
    judged = "args" in entry
    promised = get("args") if judged else get("detail")
    return Entry(
        id=str(entry["id"]),
        at=moment(entry["at"]),
        kind=str(entry["kind"]),
        agent_id=get("agent"),
        owner=get("owner"),
        tenant_id=get("tenant"),
        chain=tuple(get("chain", ())),
        depth=get("depth"),
        resource=get("resource"),
        action=get("action"),
        arguments=kept if judged else None,
        commitment=promised.get("sha256") if isinstance(promised, dict) else None,
        salt=_opening(row.salt, kept, promised),
        ip=get("ip"),
        outcome=get("outcome"),
        code=get("code"),
        reason=get("reason"),
        cost_usd=money.usd(entry["cost"]) if judged else None,
        charges=tuple(get("charges", ())),
        actor=get("actor"),
        detail=None if judged else kept,
        facts=get("facts", {}),
        marks=get("marks", {}),
        latency_us=get("latencyUs"),
        log=log,
        position=position,
        hash=row.hash.hex(),
    )


def _opening(salt: object, kept: object, promised: object) -> str | None:
    """The salt in hex, where nothing of the text is hidden: whoever reads the entry can then check its commitment.

    Beside a masked or cut text it stays inside: with it, a reader could try out what was masked.
    """
    if kept is None or not isinstance(salt, bytes) or not isinstance(promised, dict):
        return None
    whole = audit.commitment(salt, codec.canonical(kept, "kept"))
    return salt.hex() if whole == promised.get("sha256") else None


def _unreadable(row: Row) -> Entry:
    log, position = audit.log_and_position(row.seq)
    kind, code, hash = _any(row.kind), _any(row.code), _any(row.hash)
    return Entry(
        id=audit.entry_id(row.seq, "unreadable"),
        at=moment(time_of(row)),
        kind=kind if isinstance(kind, str) else "unreadable",
        code=code if isinstance(code, str) else None,
        facts={},
        marks={"unreadable": True},
        log=log,
        position=position,
        hash=hash.hex() if isinstance(hash, bytes) else "",
    )


def _any(value: object) -> object:
    """What a column holds: in SQLite it may be of any type."""
    return value


_LATEST: Final = 253_402_300_799_999_999  # the end of the year 9999


def time_of(row: Row) -> int:
    """When, for sorting and showing; the epoch where a damaged row does not say."""
    at = _any(row.at)
    return at if isinstance(at, int) and 0 <= at <= _LATEST else 0
