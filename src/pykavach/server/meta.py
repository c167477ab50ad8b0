"""About the server itself: is it alive, can it decide, what can be asked of it, and who is asking."""

from __future__ import annotations

from typing import Final

from pykavach.core.errors import Unavailable
from pykavach.core.roles import Right
from pykavach.server.asks import Answer, Ask
from pykavach.server.endpoints import Endpoint
from pykavach.server.problems import Problem, hidden
from pykavach.server.schemas import OBJECT, STRING, Schema, array, nullable, record

TAG: Final = "server"
SCHEMAS: Final[dict[str, Schema]] = {
    "Health": record({"status": {"type": "string", "enum": ["ok"]}}),
    "Me": record(
        {
            "kind": {"type": "string", "enum": ["key", "session", "agent"]},
            "id": STRING,
            "name": STRING,
            "rights": array({"type": "string", "enum": [right.value for right in Right]}),
            "tenantId": nullable(STRING),
            "userId": nullable(STRING),
        }
    ),
}


async def health(ask: Ask) -> Answer:
    return Answer({"status": "ok"})


async def ready(ask: Ask) -> Answer:
    """Whether the database answers. Raises ``Unavailable``."""
    if not await ask.house.ready():
        raise Unavailable("the database does not answer")
    return Answer({"status": "ok"})


async def metrics(ask: Ask) -> Answer:
    """What everybody did, in numbers: no business of somebody who sees one tenant, or one owner."""
    if ask.caller.tenant_id is not None or ask.caller.user_id is not None:
        raise hidden()
    observer = ask.house.observer
    if not observer.counts:
        raise Problem("not_available", "Metrics need their package: pip install 'pykavach[metrics]'.")
    return Answer(observer.text().encode(), media_type="text/plain; version=0.0.4; charset=utf-8")


async def me(ask: Ask) -> Answer:
    caller = ask.caller
    return Answer(
        {
            "kind": caller.kind,
            "id": caller.id,
            "name": caller.name,
            "rights": sorted(right.value for right in caller.rights),
            "tenantId": caller.tenant_id,
            "userId": caller.user_id,
        }
    )


async def openapi(ask: Ask) -> Answer:
    from pykavach.server.table import described

    return Answer(described())


ENDPOINTS: Final = (
    Endpoint(
        method="GET",
        path="/healthz",
        id="health",
        tag=TAG,
        summary="The server is up",
        run=health,
        open=True,
        answer={"$ref": "#/components/schemas/Health"},
    ),
    Endpoint(
        method="GET",
        path="/readyz",
        id="ready",
        tag=TAG,
        summary="The server is up and its database answers",
        run=ready,
        open=True,
        answer={"$ref": "#/components/schemas/Health"},
    ),
    Endpoint(
        method="GET",
        path="/metrics",
        id="metrics",
        tag=TAG,
        summary="Metrics for Prometheus",
        doc="Of the process that answers; with several workers, of one of them. Not for keys of a tenant or of an owner.",
        run=metrics,
        right=Right.READ,
        media_type="text/plain",
        answer=STRING,
        problems=("not_available",),
    ),
    Endpoint(
        method="GET",
        path="/openapi.json",
        id="openapi",
        tag=TAG,
        summary="This description",
        run=openapi,
        open=True,
        answer=OBJECT,
    ),
    Endpoint(
        method="GET",
        path="/v1/me",
        id="me",
        tag=TAG,
        summary="Whose credential this is, and what it may do",
        run=me,
        agents=True,
        answer={"$ref": "#/components/schemas/Me"},
    ),
)
