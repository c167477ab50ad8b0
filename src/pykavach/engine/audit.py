"""The audit log: find, export, verify, sign, erase, prune."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Literal, Unpack

from pykavach.core import audit, codec
from pykavach.core.agents import Agent
from pykavach.core.errors import InvalidInput, NotFound
from pykavach.engine import checkpoints, retention
from pykavach.engine.checkpoints import trusted
from pykavach.engine.conditions import Condition, Filters, condition
from pykavach.engine.engine import Engine
from pykavach.engine.entries import Entry, entry_of, read_text, within
from pykavach.engine.export import writer
from pykavach.engine.proofs import prove
from pykavach.engine.report import Report, tell
from pykavach.engine.scan import Scan, cursor_text, parse_cursor, walk
from pykavach.engine.scope import EVERYTHING, Scope
from pykavach.engine.values import Page, actor, flag, instant, iso, page_limit
from pykavach.engine.verify import Verifier
from pykavach.engine.work import Work, find_agent
from pykavach.ports import EntryFilter, View

_EXPORTED: Final = 500
_MOST_IDS: Final = 1000
_NEEDS_KEY: Final = (
    "who signed a checkpoint can only be checked with the secret or public_key=, the key that it names"
)
_NO_ENTRY: Final = "entry: none by that id; find entries with audit.query()"


class Audit:
    """The log, or what the view sees of it: the entries about its agents."""

    def __init__(self, engine: Engine, scope: Scope = EVERYTHING) -> None:
        self._engine = engine
        self._scope = scope

    # -- finding -----------------------------------------------------------------------------------------------------

    def query(
        self,
        *,
        agent_id: str | None = None,
        subtree: str | None = None,
        user_id: str | None = None,
        code: str | Sequence[str] | None = None,
        outcome: Literal["allow", "deny", "pending"] | None = None,
        kind: str | Sequence[str] | None = None,
        action: str | None = None,
        resource: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        newest_first: bool = False,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page[Entry]:
        """Entries that meet every condition given, in the order of time.

        ``subtree`` is an agent's id: it and all below it. ``user_id`` is the owner. ``code`` and ``kind``: one, or a
        list of those that may be. ``resource`` is a pattern as in permissions (``mcp:github:*``). Times are aware;
        ``since`` is within, ``until`` is not. A page holds at most ``limit`` (1 to 1,000) entries and may hold fewer,
        even none, while ``next_cursor`` is there: the search goes on behind it. The cursor is one position per log,
        so an entry that is committed late is never skipped. Raises ``InvalidInput``; ``NotFound`` for an agent that
        does not exist.
        """
        found = self._condition(
            {
                "agent_id": agent_id,
                "subtree": subtree,
                "user_id": user_id,
                "code": code,
                "outcome": outcome,
                "kind": kind,
                "action": action,
                "resource": resource,
                "since": since,
                "until": until,
            }
        )
        limit = page_limit(limit)
        flag(newest_first, "newest_first")
        with self._engine.reading() as view:
            scan = _scan(view, found, cursor, newest_first=newest_first)
            items = self._page(scan, view, limit)
        return Page(items, None if scan.over else cursor_text(scan.places, newest_first=newest_first))

    def tail_cursor(self) -> str:
        """The end of the log as a cursor for ``follow``."""
        with self._engine.reading() as view:
            return cursor_text({head.log: head.position for head in view.heads()}, newest_first=False)

    def follow(self, cursor: str, *, limit: int = 100, **filters: Unpack[Filters]) -> Page[Entry]:
        """What has come behind a cursor, oldest first. Never waits; ``next_cursor`` is always there, to ask again."""
        found = self._condition(filters)
        limit = page_limit(limit)
        with self._engine.reading() as view:
            scan = _scan(view, found, cursor, newest_first=False)
            items = self._page(scan, view, limit)
        return Page(items, cursor_text(scan.places, newest_first=False))

    def get(self, id: str) -> Entry:
        """The entry by its id. The id of a tally (``aud_t…``) gives the entry that counts those calls (AUD-7).

        Such an entry is written within the minute. Raises ``NotFound``.
        """
        if self._scope.whole and type(id) is str and id.startswith("aud_t"):
            return self._tally(id)
        seq = audit.parse_entry_id(id)
        with self._engine.reading() as view:
            row = None if seq is None else view.entry(seq)
        entry = None if row is None else entry_of(row)
        if entry is None or entry.id != id or not self._scope.sees(entry.tenant_id, entry.owner, entry.chain):
            raise NotFound(_NO_ENTRY)
        return within(entry, self._scope)

    def _tally(self, id: str) -> Entry:
        where = EntryFilter(kinds=("unknown_tokens",), agentless=True)
        with self._engine.reading() as view:
            for row in walk(view, where, view.heads(), view.bases()):
                entry = entry_of(row)
                if entry.facts.get("tally") == id:
                    return entry
        raise NotFound("entry: none by that id; a tally is written when its minute is over")

    def export(
        self, *, format: Literal["jsonl", "csv"] = "jsonl", **filters: Unpack[Filters]
    ) -> Iterator[str]:
        """Everything that meets the conditions, oldest first, as chunks of text; nothing is left out.

        ``"jsonl"``: one canonical JSON object a line. ``"csv"``: RFC 4180 with a header that stays the same; a cell
        that a spreadsheet would take for a formula starts with an apostrophe. What is committed after the start is not
        in it. The conditions are those of ``query``.
        """
        head, write = writer(format)
        return self._chunks(self._condition(filters), head, write)

    def _chunks(self, found: Condition, head: str, write: Callable[[list[Entry]], str]) -> Iterator[str]:
        with self._engine.reading() as view:
            found.on(view)  # an agent that does not exist is refused before anything is written
            scan = _scan(view, found, None, newest_first=False)
        if head:
            yield head
        while not scan.over:
            with self._engine.reading() as view:
                items = self._page(scan, view, _EXPORTED)
            if items:
                yield write(items)

    def _page(self, scan: Scan, view: View, limit: int) -> list[Entry]:
        return [within(entry, self._scope) for entry in scan.page(view, limit)]

    def _condition(self, filters: Filters) -> Condition:
        return condition(self._scope, **filters)

    # -- integrity ---------------------------------------------------------------------------------------------------

    def verify(
        self,
        *,
        checkpoint: Mapping[str, Any] | str | None = None,
        public_key: str | Sequence[str] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Report:
        """Check every entry: its hash, its link to the one before it, its columns, and what is kept beside it.

        ``checkpoint`` is what ``checkpoint()`` returned, or its JSON text, kept elsewhere: only with one is a rewrite
        by somebody who may write the database found, and the loss of the newest entries. Its signature must verify
        under a secret of ours or under ``public_key`` (hex, or a list); without any key ``InvalidInput`` is raised. Works
        in short transactions, up to the end the logs have at the start; ``progress`` is called with entries done and
        their number. A failure is an event, ``audit.verification_failed``.
        """
        self._installation_only("verify")
        keys = trusted(self._engine.keys, public_key)
        given = None if checkpoint is None else checkpoints.parse(checkpoints.plain(checkpoint))
        if given is not None and not keys:
            raise InvalidInput("secret", _NEEDS_KEY)
        report = Verifier(self._engine, given, keys, progress).run()
        if not report.ok:
            tell(self._engine, report)
        return report

    def checkpoint(self, *, by: str | None = None) -> dict[str, Any]:
        """Sign how far every log reaches now. Keep the answer where nobody who may write the database can.

        A JSON object with ``heads``, their ``count`` of entries, the public ``key`` and the ``signature`` (Ed25519 over
        the canonical JSON of the rest). A copy is stored; pruning needs it. Raises ``InvalidInput`` without a
        ``secret``.
        """
        self._installation_only("checkpoint")
        engine = self._engine
        checkpoints.make(
            engine.keys, engine.installation, 0, []
        )  # no secret? say so before any lock is taken

        def use_case(work: Work) -> dict[str, Any]:
            made = checkpoints.make(engine.keys, engine.installation, work.now, work.unit.heads())
            work.unit.save_checkpoint(work.now, codec.stored(codec.canonical(made)))
            work.record("audit.checkpoint", self._by(by), facts={"count": made["count"], "key": made["key"]})
            return made

        return engine.work(use_case)

    def checkpoints(self) -> list[dict[str, Any]]:
        """The checkpoints in the store, oldest first."""
        self._installation_only("checkpoints")
        with self._engine.reading() as view:
            return [found.wire for found in checkpoints.readable(view.checkpoints())]

    def proof(self, id: str, *, checkpoint: Mapping[str, Any] | str | None = None) -> dict[str, Any]:
        """What somebody without the database needs to check that this entry is in the log that a checkpoint signed.

        A JSON object for ``pykavach.verify_proof``: the entry, every entry between it and the position that is signed,
        and the checkpoint. ``checkpoint`` is one that was kept elsewhere (what ``checkpoint()`` returned, or its JSON
        text), or the signature of one in the store; without it the nearest one there. A proof holds the texts of others' entries, though no arguments:
        who may see one must be allowed to see the whole log. Raises ``NotFound``; ``Conflict`` where no checkpoint
        covers the entry yet, more than 10,000 entries lie between, or the log is not what was signed.
        """
        self._installation_only("proof")
        return prove(self._engine, id, checkpoints.wanted(checkpoint))

    # -- forgetting --------------------------------------------------------------------------------------------------

    def erase_arguments(
        self,
        *,
        agent_id: str | None = None,
        user_id: str | None = None,
        before: datetime | None = None,
        ids: Sequence[str] | None = None,
        by: str | None = None,
    ) -> int:
        """Erase the text kept beside entries, arguments and the details of changes, with its salt; how many had one.

        Every condition given must hold, and one must be given. The commitment stays in the entry and tells nobody
        anything without the salt; the log still verifies. An entry says how many, and by which conditions. Copies of
        the text in backups and in free pages of the database file are not reached.
        """
        if agent_id is None and user_id is None and before is None and ids is None:
            raise InvalidInput("agent_id", "give at least one of agent_id, user_id, before, ids")
        limit = None if before is None else instant(before, "before")
        found = condition(self._scope, agent_id=agent_id, user_id=user_id)
        agent: Agent | None = None
        with self._engine.reading() as view:
            where = replace(found.on(view), until=limit, texts=True)
            if agent_id is not None:
                agent = find_agent(view, agent_id, self._scope)
        seqs = retention.find_texts(self._engine, where) if ids is None else self._named(ids, where)
        facts: dict[str, Any] = {"entries": len(seqs)}
        named: dict[str, Any] = {
            "agentId": agent_id,
            "userId": user_id or self._scope.user_id,
            "tenantId": self._scope.tenant_id,
            "subtree": self._scope.agent_id,
            "before": iso(limit),
        }
        named["ids"] = None if ids is None else list(ids)
        facts |= {name: value for name, value in named.items() if value is not None}
        retention.erase(self._engine, seqs, self._by(by), agent, facts)
        return len(seqs)

    def _named(self, ids: object, where: EntryFilter) -> list[int]:
        """The numbers of the entries named that meet the conditions and have a text. Raises ``NotFound``."""
        if not isinstance(ids, list | tuple) or not 1 <= len(ids) <= _MOST_IDS:
            raise InvalidInput("ids", f"must be a list of 1 to {_MOST_IDS} ids of entries")
        found: list[int] = []
        with self._engine.reading() as view:
            for place, id in enumerate(ids):
                seq = audit.parse_entry_id(id)
                row = None if seq is None else view.entry(seq)
                named = None if row is None else read_text(row)
                if seq is None or named is None or named.get("id") != id or not self._scope.sees_entry(named):
                    raise NotFound(f"ids[{place}]: no entry by that id; find entries with audit.query()")
                log, position = audit.log_and_position(seq)
                if view.entries(where, log=log, after=position - 1, until=position, limit=1):
                    found.append(seq)
        return list(dict.fromkeys(found))  # one that is named twice is one

    def prune(
        self,
        *,
        before: datetime,
        by: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> int:
        """Drop the beginning of the log, up to the newest signed checkpoint with nothing from ``before`` or later in it.

        Returns how many entries are gone. Decisions go on meanwhile; a call that is interrupted is finished by the
        next one. What is dropped cannot be settled any more: ``usage.settle`` raises ``NotFound`` for it, and its
        booking stands. Keep at least the 35 days in which calls may be settled. Raises ``Conflict`` if no checkpoint
        reaches that far back: they must have been made in time.
        """
        self._installation_only("prune")
        return retention.prune(self._engine, instant(before, "before"), self._by(by), progress)

    # -- helpers -----------------------------------------------------------------------------------------------------

    def _by(self, by: str | None) -> str:
        return actor(by, self._engine.actor)

    def _installation_only(self, name: str) -> None:
        scope = self._scope
        if scope.whole:
            return
        if scope == Scope(tenant_id=scope.tenant_id):
            field, part, way = "tenant", "one tenant's", "tenant"
        else:
            field, part, way = "view", "one view's", "view"
        raise InvalidInput(
            field, f"audit.{name} is about the whole log, not {part}; call it without kavach.{way}()"
        )


def _scan(view: View, found: Condition, cursor: str | None, *, newest_first: bool) -> Scan:
    """A search from a cursor, or from the beginning, to where the logs end now."""
    heads = view.heads()
    ends = {head.log: head.position for head in heads}
    bases = {base.log: base.position for base in view.bases()}
    if newest_first:
        start = ends if cursor is None else parse_cursor(cursor, heads, newest_first=True)
        return Scan(found, start, bases, newest_first=True)
    start = {} if cursor is None else parse_cursor(cursor, heads, newest_first=False)
    start = {log: max(start.get(log, 0), base) for log, base in bases.items()}
    return Scan(found, start, ends)
