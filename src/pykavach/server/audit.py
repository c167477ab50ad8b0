"""The audit log over HTTP: query, export, verify, checkpoint, erase, prune."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final

from pykavach.core.access import Code
from pykavach.core.errors import InvalidInput
from pykavach.core.roles import Right
from pykavach.engine.conditions import KINDS
from pykavach.engine.entries import Entry
from pykavach.server.asks import Answer, Ask, paged
from pykavach.server.endpoints import Endpoint
from pykavach.server.fields import PAGING, Field, flag_query, time_field
from pykavach.server.schemas import (
    BOOLEAN,
    INTEGER,
    NAME,
    OBJECT,
    STRING,
    Schema,
    array,
    nullable,
    of_dataclass,
    page_of,
    record,
    ref,
)

TAG: Final = "audit"
_MEDIA: Final = {"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8"}

_BREAK: Final = record({"log": INTEGER, "position": INTEGER, "what": STRING})
SCHEMAS: Final[dict[str, Schema]] = {
    "Entry": of_dataclass(Entry),
    "Checkpoint": OBJECT,
    "Proof": record(
        {
            "version": INTEGER,
            "auditId": STRING,
            "hash": STRING,
            "entry": STRING,
            "links": array(STRING),
            "checkpoint": OBJECT,
        }
    ),
    "Report": record(
        {
            "ok": BOOLEAN,
            "entries": INTEGER,
            "logs": INTEGER,
            "pruned": INTEGER,
            "firstBreak": nullable({"type": "object"}),
            "breaks": array({"type": "object"}),
            "checkpointOk": nullable(BOOLEAN),
            "checkpointProblem": nullable(STRING),
        }
    ),
}


async def query(ask: Ask) -> Answer:
    page = await ask.view.audit.query(**ask.query)
    return paged(page)


async def follow(ask: Ask) -> Answer:
    """What has come behind a cursor; without one, where the log ends now."""
    cursor = ask.query.pop("cursor", None)
    if cursor is None:
        return Answer({"items": [], "nextCursor": await ask.view.audit.tail_cursor()})
    page = await ask.view.audit.follow(cursor, **ask.query)
    return paged(page)


async def get(ask: Ask) -> Answer:
    return Answer((await ask.view.audit.get(ask.path["auditId"])).wire())


async def export(ask: Ask) -> Answer:
    format = ask.query.pop("format", "jsonl")
    if format not in _MEDIA:
        raise InvalidInput("format", 'must be "jsonl" or "csv"')
    chunks = ask.view.audit.export(format=format, **ask.query)
    name = f'attachment; filename="kavach-audit.{format}"'
    return Answer(stream=_bytes(chunks), media_type=_MEDIA[format], headers={"content-disposition": name})


async def _bytes(chunks: AsyncIterator[str]) -> AsyncIterator[bytes]:
    async for chunk in chunks:
        yield chunk.encode()


async def verify(ask: Ask) -> Answer:
    return Answer((await ask.view.audit.verify(**ask.body)).wire())


async def checkpoint(ask: Ask) -> Answer:
    return Answer(await ask.view.audit.checkpoint(by=ask.by), 201)


async def checkpoints(ask: Ask) -> Answer:
    return Answer({"items": await ask.view.audit.checkpoints()})


async def proof(ask: Ask) -> Answer:
    return Answer(await ask.view.audit.proof(ask.path["auditId"], **ask.query))


async def erase(ask: Ask) -> Answer:
    return Answer({"erased": await ask.view.audit.erase_arguments(**ask.body, by=ask.by)})


async def prune(ask: Ask) -> Answer:
    return Answer({"pruned": await ask.view.audit.prune(**ask.body, by=ask.by)})


_FILTERS: Final = (
    Field("agent_id", NAME),
    Field("subtree", NAME, doc="An agent: it and all below it."),
    Field("user_id", NAME, doc="The owner."),
    Field("code", {"type": "string", "enum": [code.value for code in Code]}, many=True),
    Field("outcome", ref("Outcome")),
    Field("kind", {"type": "string", "enum": list(KINDS)}, many=True),
    Field("action", STRING),
    Field("resource", STRING, doc="A pattern, as in permissions."),
    time_field("since"),
    time_field("until"),
)


def _row(method: str, tail: str, id: str, words: str, run: Any, **more: Any) -> Endpoint:
    return Endpoint(method=method, path=f"/v1/audit{tail}", id=id, tag=TAG, summary=words, run=run, **more)


ENDPOINTS: Final = (
    _row(
        "GET",
        "",
        "queryAudit",
        "Entries that meet every condition given",
        query,
        right=Right.AUDIT,
        query=(*_FILTERS, flag_query("newest_first"), *PAGING),
        answer=page_of(ref("Entry")),
    ),
    _row(
        "GET",
        "/follow",
        "followAudit",
        "What has come behind a cursor, oldest first; without a cursor: where the log ends now",
        follow,
        right=Right.AUDIT,
        doc="Never waits. There is always a nextCursor, to ask again.",
        query=(*_FILTERS, *PAGING),
        answer=page_of(ref("Entry")),
    ),
    _row(
        "GET",
        "/export",
        "exportAudit",
        "Everything that meets the conditions, as it stands at the start",
        export,
        right=Right.AUDIT,
        query=(Field("format", {"type": "string", "enum": ["jsonl", "csv"]}), *_FILTERS),
        media_type="application/jsonl",
        or_media_types=("text/csv",),
        answer=STRING,
    ),
    _row(
        "POST",
        "/verify",
        "verifyAudit",
        "Walk the hash chains; with a checkpoint, compare",
        verify,
        right=Right.VERIFY,
        quick=True,
        body=(Field("checkpoint", ref("Checkpoint"), doc="One kept elsewhere."),),
        answer=ref("Report"),
    ),
    _row(
        "POST",
        "/checkpoints",
        "createCheckpoint",
        "Sign the heads of all chains",
        checkpoint,
        right=Right.VERIFY,
        status=201,
        answer=ref("Checkpoint"),
        problems=("conflict",),
    ),
    _row(
        "GET",
        "/checkpoints",
        "listCheckpoints",
        "The checkpoints made so far",
        checkpoints,
        right=Right.VERIFY,
        answer=record({"items": array(ref("Checkpoint"))}),
    ),
    _row(
        "POST",
        "/erase",
        "eraseArguments",
        "Erase what is kept of arguments; the commitments stay",
        erase,
        right=Right.RETAIN,
        body=(
            Field("agent_id", NAME),
            Field("user_id", NAME),
            Field("ids", array(STRING)),
            time_field("before"),
        ),
        answer=record({"erased": INTEGER}),
        problems=("conflict",),
    ),
    _row(
        "POST",
        "/prune",
        "pruneAudit",
        "Delete whole prefixes below a signed checkpoint",
        prune,
        right=Right.RETAIN,
        body=(replace(time_field("before"), required=True),),
        answer=record({"pruned": INTEGER}),
        problems=("conflict",),
    ),
    _row("GET", "/{auditId}", "getEntry", "One entry", get, right=Right.AUDIT, answer=ref("Entry")),
    _row(
        "GET",
        "/{auditId}/proof",
        "proveEntry",
        "What proves that an entry is in the log that a checkpoint signed",
        proof,
        right=Right.VERIFY,
        doc="Holds the texts of the entries from this one to the signed position, whoever they are about.",
        query=(
            Field("checkpoint", STRING, doc="The signature of the checkpoint; the nearest one if left out."),
        ),
        answer=ref("Proof"),
        problems=("conflict",),
    ),
)
