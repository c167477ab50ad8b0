"""AuthZEN 1.0's words in Kavach's: subject, resource, action and context as an agent, a resource, an action and arguments.

The protocol's own rules hold for what it carries: fields that it does not know are passed over, missing ones are errors.
Nothing that is passed over reaches a decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pykavach.core.errors import InvalidInput
from pykavach.server.fields import Field, read_object
from pykavach.server.naming import segment, segments
from pykavach.server.schemas import NAME, USD_IN

if TYPE_CHECKING:
    from pykavach.aio import View

#: The type of subjects that are agents, named by their ids.
AGENT: Final = "agent"
#: What Kavach is told beside what the protocol has: ``context.kavach``, which is ours and read strictly.
OURS: Final = (Field("cost_usd", USD_IN), Field("idempotency_key", NAME))
_ENDED: Final = ("revoked", "expired")
#: Pages of an owner's agents that are looked through for one who stands for them.
_MOST_PAGES: Final = 10


@dataclass(frozen=True, slots=True)
class Subject:
    """Who asks; ``id`` is None where a search asks for it."""

    type: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One evaluation, or a search for what it leaves out: ``id``s and the action are None where they are looked for."""

    subject: Subject
    resource_type: str
    resource_id: str | None
    action: str | None
    arguments: dict[str, Any] | None
    ip: Any
    ours: dict[str, Any]

    def access(
        self, agent_id: str, *, resource_id: str | None = None, action: str | None = None
    ) -> dict[str, Any]:
        """The arguments of ``authorize``."""
        id = self.resource_id if resource_id is None else resource_id
        return {
            "agent_id": agent_id,
            "resource": resource_of(self.resource_type, id or ""),
            "action": self.action if action is None else action,
            "arguments": self.arguments,
            "ip": self.ip,
            **self.ours,
        }


def resource_of(type: str, id: str) -> str:
    """The resource: the type is its first segment, and ``:`` in the id separates the others. No two share one."""
    return f"{segment(type)}:{segments(id)}"


def read(
    body: object, *, seeks: str = "", defaults: Mapping[str, Any] | None = None, at: str = ""
) -> Question:
    """The question of a body, or of one item whose ``defaults`` stand beside it. ``seeks``: what a search leaves out.

    Raises ``InvalidInput`` with the field's path.
    """
    given = {**(defaults or {}), **_present(_object(body, at.rstrip(".") or "body"))}
    subject, resource = (_entity(given, name, at) for name in ("subject", "resource"))
    action = {} if seeks == "action" else _entity(given, "action", at)
    context = dict(_maybe_object(given, "context", at))
    ours = context.pop("kavach", None)
    ip = context.pop("ip", None)
    context.pop("time", None)  # read, and set aside: the time of a decision is the database's (TIM-1)
    named = {"subject": subject, "resource": resource, "action": action}
    arguments = {
        name: properties
        for name, entity in named.items()
        if (properties := _maybe_object(entity, "properties", f"{at}{name}."))
    }
    if context:
        arguments["context"] = context
    return Question(
        subject=Subject(
            _text(subject, "type", f"{at}subject."),
            None if seeks == "subject" else _text(subject, "id", f"{at}subject."),
        ),
        resource_type=_text(resource, "type", f"{at}resource."),
        resource_id=None if seeks == "resource" else _text(resource, "id", f"{at}resource."),
        action=None if seeks == "action" else _text(action, "name", f"{at}action."),
        arguments=arguments or None,
        ip=ip,
        ours=read_object({} if ours is None else ours, OURS, f"{at}context.kavach"),
    )


async def agent_for(view: View, subject: Subject) -> tuple[str | None, str]:
    """The id of the agent that stands for a subject, or None and why there is none.

    An ``agent`` is itself. For any other type it is the one live agent without a parent whose name is the type and
    whose owner is the id; where there are several, none of them is meant.
    """
    if subject.type == AGENT:
        return subject.id, ""
    live: list[str] = []
    cursor = None
    try:
        for _ in range(_MOST_PAGES):
            page = await view.agents.list(
                name=subject.type, user_id=subject.id, roots_only=True, limit=1000, cursor=cursor
            )
            live += [agent.id for agent in page.items if agent.status not in _ENDED]
            cursor = page.next_cursor
            if cursor is None or len(live) > 1:
                break
    except InvalidInput:  # what can be no name is nobody's
        return None, "The subject's type or id cannot be an agent's name or owner."
    if len(live) == 1 and cursor is None:
        return live[0], ""
    if live or cursor is not None:
        return (
            None,
            "Several agents without a parent have the subject's type as their name and its id as owner.",
        )
    return None, "No live agent without a parent has the subject's type as its name and its id as its owner."


def _present(value: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is null: absent and null are one (AuthZEN, JSON payload considerations)."""
    return {key: item for key, item in value.items() if item is not None}


def _object(value: object, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidInput(path, "must be a JSON object")
    return value


def _entity(given: Mapping[str, Any], name: str, at: str) -> dict[str, Any]:
    if name not in given:
        raise InvalidInput(f"{at}{name}", "is missing")
    return _object(given[name], f"{at}{name}")


def _maybe_object(given: Mapping[str, Any], name: str, at: str) -> dict[str, Any]:
    value = given.get(name)
    return {} if value is None else _object(value, f"{at}{name}")


def _text(entity: Mapping[str, Any], key: str, at: str) -> str:
    value = entity.get(key)
    if not isinstance(value, str):
        raise InvalidInput(f"{at}{key}", "is missing" if value is None else "must be a text")
    return value
