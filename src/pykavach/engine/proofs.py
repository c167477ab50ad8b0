"""Proofs that one entry is in the log that a checkpoint signed, for whoever has no database (AUD-3).

A log is one chain of hashes, and the hash of an entry is taken over its whole text: a link can only be computed by who has
that text. So a proof holds the texts of all entries from the one that is proved to the position that is signed, whoever
they are about, and only somebody who may see the whole log is given one. Arguments and details of changes are not in the
texts, which hold salted commitments to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pykavach.core import audit, codec
from pykavach.core.audit import Head
from pykavach.core.errors import Conflict, InvalidInput, NotFound
from pykavach.engine import checkpoints
from pykavach.engine.checkpoints import Checkpoint
from pykavach.engine.engine import Engine
from pykavach.ports import EntryFilter, View

_VERSION: Final = 1
_FIELDS: Final = ("version", "auditId", "hash", "entry", "links", "checkpoint")
#: Entries between the one that is proved and the signed position, and the characters of their texts, at most.
MOST_LINKS: Final = 10_000
MOST_TEXT: Final = 8 << 20
_PAGE: Final = 1000
_NO_ENTRY: Final = "entry: none by that id; find entries with audit.query()"
_BROKEN: Final = "audit: the log is not what the checkpoint signed; audit.verify() says where it is broken"
_FAR: Final = (
    "audit: too many entries lie between this one and the checkpoint; proofs are for at most "
    f"{MOST_LINKS} entries and {MOST_TEXT >> 20} MiB: make checkpoints more often, or let audit.verify(checkpoint=…) "
    "walk the whole log"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofReport:
    """What ``verify_proof`` found. ``ok``, and true in a condition, only if the proof holds; else ``problem`` says why not.

    ``entry`` is the proved entry as the log holds it: the JSON object whose canonical text is hashed. ``signed_at`` is
    when the checkpoint was signed, as it says itself. Both are None unless the proof holds.
    """

    ok: bool
    problem: str | None = None
    entry: dict[str, Any] | None = None
    signed_at: str | None = None

    def __bool__(self) -> bool:
        return self.ok

    def wire(self) -> dict[str, Any]:
        """The report on the wire, in camelCase."""
        return {
            "ok": self.ok,
            "problem": self.problem,
            "entry": self.entry,
            "signedAt": self.signed_at,
        }


def verify_proof(
    proof: Mapping[str, Any] | str,
    *,
    public_key: str | Sequence[str],
    audit_id: str | None = None,
    checkpoint: Mapping[str, Any] | str | None = None,
) -> ProofReport:
    """Check what ``audit.proof`` returned, or its JSON text. Reads no database and asks nobody.

    ``public_key`` is the key (hex, or a list) that checkpoints of that installation are signed with, as you came to know
    it: the one that the proof names is only what its maker says. ``audit_id`` is the decision in question, and
    ``checkpoint`` the one you kept: give both where you hold them, since a proof of another entry, or under a later
    checkpoint, holds as well. Nothing that the proof holds raises an error; raises ``InvalidInput`` for a key or a
    checkpoint that is none.
    """
    keys = checkpoints.parse_keys(public_key)
    if not keys:
        raise InvalidInput("public_key", "give at least one: without it, anybody could have signed")
    kept = None if checkpoint is None else checkpoints.parse(checkpoints.plain(checkpoint))
    try:
        found = _read(checkpoints.plain(proof) if isinstance(proof, Mapping) else codec.loads(proof, "proof"))
        head, entry = audit.read_entry(found["entry"])
        signed = checkpoints.parse(found["checkpoint"])
        if found["auditId"] != entry["id"] or audit_id not in (None, entry["id"]):
            raise InvalidInput("proof", "is of another entry")
        if found["hash"] != head.hash.hex():
            raise InvalidInput("proof", "states another hash than the entry has")
        if kept is not None and signed.wire != kept.wire:
            raise InvalidInput("proof", "is under another checkpoint; ask for one under yours")
        if not signed.signed_by(keys):
            raise InvalidInput("checkpoint", "its signature does not verify under the public_key given")
        if audit.follow(head, found["links"]) not in signed.heads:
            raise InvalidInput("links", "do not lead to a position that the checkpoint signed")
    except InvalidInput as error:
        return ProofReport(ok=False, problem=str(error))
    return ProofReport(ok=True, entry=entry, signed_at=signed.at)


def _read(value: object) -> dict[str, Any]:
    """A proof with the fields that it must have; what is in them is looked at later."""
    if not isinstance(value, dict) or value.keys() != set(_FIELDS):
        raise InvalidInput("proof", "must be what audit.proof() returned, unchanged")
    if type(value["version"]) is not int or value["version"] != _VERSION:
        raise InvalidInput("version", f"must be {_VERSION}; a newer version of pykavach may know this one")
    if not isinstance(value["links"], list):
        raise InvalidInput("links", "must be a list of texts")
    return value


def prove(engine: Engine, id: str, given: Checkpoint | str | None) -> dict[str, Any]:
    """The proof that an entry is in the log which a checkpoint signed; ``audit.proof`` says the rest.

    ``given`` is a checkpoint, or the signature of one that is stored.
    """
    seq = audit.parse_entry_id(id)
    with engine.reading() as view:
        row = None if seq is None else view.entry(seq)
        if seq is None or row is None:
            raise NotFound(_NO_ENTRY)
        log, position = audit.log_and_position(seq)
        checkpoint, end = _signed(_choices(engine, view, given), log, position)
        if end.position - position > MOST_LINKS:
            raise Conflict(_FAR)
    texts = _texts(engine, log, position, end.position)
    try:
        head, entry = audit.read_entry(texts[0] if texts else None)
        broken = audit.follow(head, texts[1:]) != end
    except InvalidInput:
        raise Conflict(_BROKEN) from None
    if broken:
        raise Conflict(_BROKEN)
    if entry["id"] != id:
        raise NotFound(_NO_ENTRY)
    made = (_VERSION, id, head.hash.hex(), texts[0], texts[1:], checkpoint.wire)
    return dict(zip(_FIELDS, made, strict=True))


def _choices(engine: Engine, view: View, given: Checkpoint | str | None) -> Iterable[Checkpoint]:
    """The checkpoints that a proof may end at."""
    if isinstance(given, Checkpoint):
        if given.installation != engine.installation:
            raise InvalidInput("checkpoint", "is of another installation")
        return [given]
    stored = view.checkpoints()
    keys = engine.keys.public_keys()
    if given is None:
        # Without the secret nobody here can say which are genuine; whoever checks the proof can.
        some = checkpoints.stored(stored, engine.installation, keys) if keys else checkpoints.readable(stored)
        return [each for each in some if each.installation == engine.installation]
    found = [each for each in checkpoints.readable(stored) if each.wire["signature"] == given]
    if not found:
        raise NotFound("checkpoint: none with that signature is stored; list them with audit.checkpoints()")
    return found


def _signed(choices: Iterable[Checkpoint], log: int, position: int) -> tuple[Checkpoint, Head]:
    """The checkpoint that signed the nearest position of a log at or behind this one."""
    near: tuple[Checkpoint, Head] | None = None
    for checkpoint in choices:
        for head in checkpoint.heads:
            if (
                head.log == log
                and head.position >= position
                and (near is None or head.position < near[1].position)
            ):
                near = checkpoint, head
    if near is None:
        raise Conflict(
            "audit: no checkpoint covers this entry yet; make one with audit.checkpoint(), then ask again"
        )
    return near


def _texts(engine: Engine, log: int, position: int, until: int) -> list[str]:
    """The canonical texts of the entries from one position to another, both included, up to the first that is damaged."""
    found: list[str] = []
    after, room = position - 1, MOST_TEXT
    while after < until:
        with engine.reading() as view:
            rows = view.entries(EntryFilter(), log=log, after=after, until=until, limit=_PAGE)
        if not rows:
            break
        try:
            texts = [audit.hashed_text(row.entry) for row in rows]
        except InvalidInput:
            break
        room -= sum(map(len, texts))
        if room < 0:
            raise Conflict(_FAR)
        found += texts
        after = audit.log_and_position(rows[-1].seq)[1]
    return found
