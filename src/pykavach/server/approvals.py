"""Approvals over HTTP: looking, waiting, deciding, and hearing of what is new."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

from pydantic_core import to_json

from pykavach.core.approvals import State
from pykavach.core.errors import InvalidInput
from pykavach.core.roles import Right
from pykavach.engine.requests import Approval
from pykavach.server.asks import Answer, Ask, paged
from pykavach.server.endpoints import Endpoint
from pykavach.server.fields import PAGING, Field
from pykavach.server.problems import hidden
from pykavach.server.schemas import NAME, NUMBER, STRING, Schema, of_dataclass, page_of, ref

TAG: Final = "approvals"
#: Seconds that one request waits at most; who wants to wait longer asks again.
LONGEST_WAIT: Final = 60.0
#: Seconds between two looks for what is new, and between two signs of life.
_LOOK: Final = 0.5
_BEAT: Final = 15.0
#: Open requests that a stream tells of at most.
_MOST: Final = 1000

SCHEMAS: Final[dict[str, Schema]] = {
    "Approval": of_dataclass(Approval, state={"type": "string", "enum": [state.value for state in State]})
}


async def list_approvals(ask: Ask) -> Answer:
    if ask.query.get("state") == "any":
        ask.query["state"] = None
    page = await ask.view.approvals.list(**ask.query)
    return paged(page)


async def get(ask: Ask) -> Answer:
    """One request; with ``wait``, once it is decided or the time is over."""
    wait = ask.query.get("wait")
    id = ask.path["approvalId"]
    found = await (ask.view.approvals.get(id) if wait is None else ask.view.approvals.wait(id, timeout=wait))
    if ask.caller.is_agent and found.agent_id != ask.caller.id:
        raise hidden()
    return Answer(found.wire())


def _seconds(value: Any, path: str) -> float:
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not 0 <= found <= LONGEST_WAIT:
        raise InvalidInput(path, f"must be a number of seconds from 0 to {LONGEST_WAIT:g}")
    return found


async def approve(ask: Ask) -> Answer:
    return Answer((await ask.view.approvals.approve(ask.path["approvalId"], **ask.body, by=ask.by)).wire())


async def deny(ask: Ask) -> Answer:
    return Answer((await ask.view.approvals.deny(ask.path["approvalId"], **ask.body, by=ask.by)).wire())


async def events(ask: Ask) -> Answer:
    return Answer(stream=_events(ask), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def _events(ask: Ask) -> AsyncIterator[bytes]:
    """Server-sent events: ``opened`` for each open request, first those there are, and ``closed`` when one no longer is."""
    loop = asyncio.get_running_loop()
    known: set[str] = set()
    yield b"retry: 2000\n\n"
    quiet_since = loop.time()
    while True:
        page = await ask.view.approvals.list(limit=_MOST)
        there = {item.id: item for item in page.items}
        told = [_event("opened", item.id, item.wire()) for id, item in there.items() if id not in known]
        told += [_event("closed", id, {"id": id}) for id in sorted(known - there.keys())]
        known = set(there)
        if told:
            yield b"".join(told)
            quiet_since = loop.time()
        elif loop.time() - quiet_since >= _BEAT:
            yield b": \n\n"
            quiet_since = loop.time()
        if await ask.house.rest(_LOOK):
            yield b": the server stops\n\n"  # whoever listens connects again, to the next one
            return
        if await ask.house.gone(ask.caller):
            return


def _event(kind: str, id: str, value: Any) -> bytes:
    return b"event: %s\nid: %s\ndata: %s\n\n" % (kind.encode(), id.encode(), to_json(value))


_NOTE: Final = (
    Field("note", {"type": "string", "maxLength": 2000}, doc="Why; it is kept with the decision."),
)

ENDPOINTS: Final = (
    Endpoint(
        method="GET",
        path="/v1/approvals",
        id="listApprovals",
        tag=TAG,
        summary="Requests for a person's yes, the oldest first",
        run=list_approvals,
        right=Right.READ,
        query=(
            Field(
                "state",
                {"type": "string", "enum": [*(state.value for state in State), "any"], "default": "open"},
            ),
            Field("agent_id", NAME),
            *PAGING,
        ),
        answer=page_of(ref("Approval")),
    ),
    Endpoint(
        method="GET",
        path="/v1/approvals/events",
        id="approvalEvents",
        tag=TAG,
        summary="Hear of requests as they open and close (server-sent events)",
        run=events,
        right=Right.READ,
        media_type="text/event-stream",
        answer=STRING,
    ),
    Endpoint(
        method="GET",
        path="/v1/approvals/{approvalId}",
        id="getApproval",
        tag=TAG,
        summary="One request; with wait, as soon as it is decided",
        run=get,
        right=Right.READ,
        agents=True,
        query=(
            Field(
                "wait",
                {**NUMBER, "minimum": 0, "maximum": LONGEST_WAIT},
                read=_seconds,
                doc="Seconds to wait for a decision.",
            ),
        ),
        answer=ref("Approval"),
    ),
    Endpoint(
        method="POST",
        path="/v1/approvals/{approvalId}/approve",
        id="approve",
        tag=TAG,
        summary="Say yes: the identical call passes once within an hour",
        run=approve,
        right=Right.APPROVE,
        body=_NOTE,
        answer=ref("Approval"),
        problems=("conflict",),
    ),
    Endpoint(
        method="POST",
        path="/v1/approvals/{approvalId}/deny",
        id="denyApproval",
        tag=TAG,
        summary="Say no: the identical call is denied until the request expires",
        run=deny,
        right=Right.APPROVE,
        body=_NOTE,
        answer=ref("Approval"),
        problems=("conflict",),
    ),
)
