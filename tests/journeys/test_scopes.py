"""SPEC 4, TEN-1: views of one tenant, one owner, one agent and what is below it, and of all three together.

One table says how every call names what it is about. Each row is asked about what the view does not see, about what does
not exist (both must be answered alike), and about what it sees. A call, or a parameter of one, that is not in the table
fails a test: nobody adds one without thinking of views.
"""

from __future__ import annotations

import inspect
import json
import os
from dataclasses import dataclass, field
from typing import Any

import pytest

from journey_world import DAY, DELETE, EVERYTHING, GATED, NOON, READ, SECRET, Made
from pykavach import CallerError, Conflict, Decision, Denied, InvalidInput, NotFound, sync
from pykavach.core import audit, tokens
from pykavach.engine.conditions import Filters

KINDS = {
    "tenant": ("tenant_id",),
    "owner": ("user_id",),
    "agent": ("agent_id",),
    "all": ("tenant_id", "user_id", "agent_id"),
}
#: Parameters that say which agents, requests or entries a call is about.
NAMING = {
    "accesses",
    "agent_id",
    "audit_id",
    "id",
    "ids",
    "parent_id",
    "parent_token",
    "subtree",
    "tenant_id",
    "token",
}
NAMING |= {"user_id"}
#: Parameters that say something else.
VALUES = {
    "action",
    "all",
    "arguments",
    "before",
    "by",
    "checkpoint",
    "code",
    "compromised",
    "constraints",
    "cost_usd",
}
VALUES |= {
    "cursor",
    "expires_at",
    "expires_in",
    "format",
    "grace",
    "idempotency_key",
    "if_version",
    "input_tokens",
    "ip",
}
VALUES |= {
    "key",
    "kind",
    "limit",
    "max_depth",
    "metadata",
    "model",
    "name",
    "newest_first",
    "note",
    "outcome",
}
VALUES |= {
    "output_tokens",
    "permissions",
    "progress",
    "provider",
    "public_key",
    "resource",
    "roots_only",
    "since",
}
VALUES |= {"state", "stopped", "timeout", "type", "unsafe_observe_until", "until", "wait"}

OF_TENANTS = ("keys", "users", "passkeys", "webhooks")

NEW = {"name": "n", "type": "service", "permissions": []}
CHILD = {"name": "n", "permissions": []}

#: Call and parameter → the call, about a thing. First those that look, then those that change, then those that end.
ROWS: dict[str, Any] = {
    "agents.get(agent_id)": lambda v, a: v.agents.get(a.id),
    "agents.holder(token)": lambda v, a: v.agents.holder(a.token),
    "agents.list()": lambda v, a: v.agents.list(),
    "agents.list(user_id)": lambda v, a: v.agents.list(user_id=a.user),
    "agents.list(tenant_id)": lambda v, a: v.agents.list(tenant_id=a.tenant),
    "agents.children(agent_id)": lambda v, a: v.agents.children(a.id),
    "agents.chain(agent_id)": lambda v, a: v.agents.chain(a.id),
    "agents.limits(agent_id)": lambda v, a: v.agents.limits(a.id),
    "agents.authorize(token)": lambda v, a: v.authorize(token=a.token, **READ),
    "agents.authorize(agent_id)": lambda v, a: v.authorize(agent_id=a.id, **READ),
    "agents.authorize_many(accesses)": lambda v, a: v.authorize_many(
        [{"token": a.token, **READ}, {"agent_id": a.id, **READ}]
    ),
    "agents.explain(token)": lambda v, a: v.explain(token=a.token, **READ),
    "agents.explain(agent_id)": lambda v, a: v.explain(agent_id=a.id, **READ),
    "guard(token)": lambda v, a: guarded(v, token=a.token),
    "guard(agent_id)": lambda v, a: guarded(v, agent_id=a.id),
    "approvals.list()": lambda v, a: v.approvals.list(),
    "approvals.list(agent_id)": lambda v, a: v.approvals.list(agent_id=a.id),
    "approvals.get(id)": lambda v, a: v.approvals.get(a.asked[0]),
    "approvals.wait(id)": lambda v, a: v.approvals.wait(a.asked[0], timeout=0),
    "usage.summary(agent_id)": lambda v, a: v.usage.summary(a.id),
    "usage.unsettled()": lambda v, a: v.usage.unsettled(),
    "usage.unsettled(agent_id)": lambda v, a: v.usage.unsettled(agent_id=a.id),
    "audit.query()": lambda v, a: v.audit.query(limit=1000),
    "audit.query(agent_id)": lambda v, a: v.audit.query(agent_id=a.id),
    "audit.query(subtree)": lambda v, a: v.audit.query(subtree=a.id, newest_first=True),
    "audit.query(user_id)": lambda v, a: v.audit.query(user_id=a.user),
    "audit.follow()": lambda v, a: v.audit.follow("o", limit=1000),
    "audit.follow(agent_id)": lambda v, a: v.audit.follow("o", agent_id=a.id),
    "audit.follow(subtree)": lambda v, a: v.audit.follow("o", subtree=a.id),
    "audit.follow(user_id)": lambda v, a: v.audit.follow("o", user_id=a.user),
    "audit.tail_cursor()": lambda v, a: v.audit.tail_cursor(),
    "audit.export()": lambda v, a: list(v.audit.export()),
    "audit.export(agent_id)": lambda v, a: list(v.audit.export(agent_id=a.id)),
    "audit.export(subtree)": lambda v, a: list(v.audit.export(subtree=a.id, format="csv")),
    "audit.export(user_id)": lambda v, a: list(v.audit.export(user_id=a.user)),
    "audit.get(id)": lambda v, a: v.audit.get(a.spent),
    "audit.proof(id)": lambda v, a: v.audit.proof(a.spent),
    "audit.verify()": lambda v, a: v.audit.verify(),
    "audit.checkpoint()": lambda v, a: v.audit.checkpoint(),
    "audit.checkpoints()": lambda v, a: v.audit.checkpoints(),
    "audit.prune()": lambda v, a: v.audit.prune(before=NOON),
    "agents.create()": lambda v, a: v.agents.create(**NEW),
    "agents.create(user_id)": lambda v, a: v.agents.create(user_id=a.user, **NEW),
    "agents.create(tenant_id)": lambda v, a: v.agents.create(tenant_id=a.tenant, **NEW),
    "agents.delegate(parent_token)": lambda v, a: v.agents.delegate(parent_token=a.token, **CHILD),
    "agents.delegate(parent_id)": lambda v, a: v.agents.delegate(parent_id=a.id, **CHILD),
    "agents.update(agent_id)": lambda v, a: v.agents.update(a.id, name="m"),
    "approvals.approve(id)": lambda v, a: v.approvals.approve(a.asked[0], by="eve"),
    "approvals.deny(id)": lambda v, a: v.approvals.deny(a.asked[1], by="eve"),
    "usage.settle(audit_id)": lambda v, a: v.usage.settle(a.spent, cost_usd="0.5"),
    "usage.record(agent_id)": lambda v, a: v.usage.record(a.id, cost_usd="0.5"),
    "audit.erase_arguments()": lambda v, a: v.audit.erase_arguments(before=NOON),
    "audit.erase_arguments(agent_id)": lambda v, a: v.audit.erase_arguments(agent_id=a.id),
    "audit.erase_arguments(user_id)": lambda v, a: v.audit.erase_arguments(user_id=a.user),
    "audit.erase_arguments(ids)": lambda v, a: v.audit.erase_arguments(ids=[a.spent]),
    "agents.rotate(agent_id)": lambda v, a: v.agents.rotate(a.id),
    "agents.suspend(agent_id)": lambda v, a: v.agents.suspend(a.id),
    "agents.resume(agent_id)": lambda v, a: v.agents.resume(a.id),
    "agents.suspend(user_id)": lambda v, a: v.agents.suspend(user_id=a.user),
    "agents.suspend(tenant_id)": lambda v, a: v.agents.suspend(tenant_id=a.tenant),
    "agents.revoke(user_id)": lambda v, a: v.agents.revoke(user_id=a.user),
    "agents.revoke(tenant_id)": lambda v, a: v.agents.revoke(tenant_id=a.tenant),
    "agents.revoke(agent_id)": lambda v, a: v.agents.revoke(a.id),
}
#: What is about the whole log, and no view's to do.
WHOLE = {"audit.proof(id)", "audit.verify()", "audit.checkpoint()", "audit.checkpoints()", "audit.prune()"}
MAKING = {"agents.create()", "agents.create(user_id)", "agents.create(tenant_id)"}
#: Rows about whoever has a user or a tenant, and not about one thing.
SHARED = tuple(f"({name})" for name in ("user_id", "tenant_id"))


def guarded(view: Any, **who: str) -> Decision:
    with view.guard(**who, **READ) as permit:
        return permit.decision


@dataclass
class Thing:
    """An agent, and what is about it: two requests that are open, and a call that is not settled."""

    id: str = "agt_" + "f" * 24
    token: str = field(default_factory=lambda: tokens.mint(os.urandom(32)), repr=False)
    user: str = "nobody"
    tenant: str = "nowhere"
    asked: tuple[str, ...] = ("apr_" + "f" * 24, "apr_" + "e" * 24)
    spent: str = field(default_factory=lambda: audit.entry_id(audit.sequence(0, 10_000), "ffffffff"))

    @property
    def names(self) -> set[str]:
        return {self.id, *self.asked, self.spent}


class Place:
    """Two tenants with two owners each, a tree in one of them, and a view of some of it, in a process of its own."""

    def __init__(self, world: Any, kind: str) -> None:
        world.begin(secret=SECRET)
        self.admin = world.k
        make = world.agent
        top = make(GATED | {"maxCalls": 1000}, user_id="ann", tenant_id="acme")
        # By the token of the one above: its id is then in the entry, as who did it.
        own = Made(self.admin.agents.delegate(parent_token=top.token, name="own", permissions=EVERYTHING))
        leaf, beside = make(parent=own), make(parent=top)
        others = [
            make(GATED, user_id="ann", tenant_id="other"),
            make(GATED, user_id="bob", tenant_id="acme"),
            make(GATED, user_id="carl", tenant_id="far"),
            make(GATED, user_id="ann"),
        ]
        made = [top, own, leaf, beside, *others]
        things = {agent.id: self._thing(world, agent) for agent in made}
        self.own = things[own.id]
        given = {"tenant_id": "acme", "user_id": "ann", "agent_id": own.id}
        self.scope = {name: given[name] for name in KINDS[kind]}
        seen = [agent for agent in made if self._sees(agent, {own.id, leaf.id})]
        self.seen = [things[agent.id] for agent in seen]
        self.hidden = [thing for thing in things.values() if thing not in self.seen]
        self.view = world.open(secret=SECRET).view(**self.scope)

    @staticmethod
    def _thing(world: Any, agent: Made) -> Thing:
        asked = tuple(world.ask(agent, **DELETE | {"arguments": {"id": id}}).approval_id for id in range(2))
        spent = world.allow(agent, cost_usd=1, arguments={"a": 1}).audit_id
        return Thing(agent.id, agent.token, agent.view.user_id, agent.view.tenant_id or "none", asked, spent)

    def _sees(self, agent: Made, tree: set[str]) -> bool:
        own = {"tenant_id": agent.view.tenant_id, "user_id": agent.view.user_id, "agent_id": None}
        if agent.id in tree:
            own["agent_id"] = self.scope.get("agent_id")
        return all(own[name] == value for name, value in self.scope.items())

    def state(self) -> Any:
        """All that there is about what the view does not see."""
        k = self.admin
        return [
            (
                k.agents.get(thing.id).wire(),
                [k.approvals.get(id).wire() for id in thing.asked],
                text_of(k.usage.summary(thing.id).booked_usd),
                [entry.wire() for entry in k.audit.query(agent_id=thing.id).items],
            )
            for thing in self.hidden
        ]


def text_of(value: Any) -> str:
    """Everything that an answer says."""
    if hasattr(value, "items") and hasattr(value, "next_cursor"):
        value = value.items
    if isinstance(value, list):
        return "\n".join(text_of(item) for item in value)
    return json.dumps(value.wire()) if hasattr(value, "wire") else str(value)


#: What differs from answer to answer: names and hours, and whose a new agent is.
CHANGING = ("auditId", "latencyUs", "at", "id", "token", "createdAt", "rootId", "userId", "tenantId")


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if name not in CHANGING}
    return value


def answer(call: Any, view: Any, thing: Thing) -> Any:
    """What a call gives or raises, without what differs from one call to the next."""
    try:
        given = call(view, thing)
    except Denied as error:
        return Denied, plain(error.decision.wire())
    except CallerError as error:
        return type(error), str(error)
    if hasattr(given, "items") and hasattr(given, "next_cursor"):
        given = given.items
    found = given if isinstance(given, list) else [given]
    return [plain(each.wire()) if hasattr(each, "wire") else each for each in found]


def public(of: Any) -> set[str]:
    return {name for name in dir(of) if not name.startswith("_")}


def about(call: Any) -> set[str]:
    """The parameters of a public call; filters one by one."""
    found = set(inspect.signature(call).parameters) - {"self"}
    return found - {"filters"} | set(Filters.__annotations__) if "filters" in found else found


@pytest.mark.promise("TEN-1")
def test_every_call_and_parameter_is_in_the_table():
    nouns = {each.__name__.lower(): each for each in (sync.Agents, sync.Approvals, sync.Usage, sync.Audit)}
    calls = {f"{name}.{call}": getattr(each, call) for name, each in nouns.items() for call in public(each)}
    calls["guard"] = sync.View.guard
    for name, call in calls.items():
        named = about(call) & NAMING
        assert about(call) <= NAMING | VALUES | {"first_run_was_lost"}, name
        rows = {f"{name}({parameter})" for parameter in named} or {f"{name}()"}
        assert rows <= ROWS.keys(), name
    assert {row.partition("(")[0] for row in ROWS} == calls.keys()
    # Keys, people and webhooks belong to tenants: a view that is narrower has none of them.
    rest = {"authorize", "authorize_many", "explain", "guard", *OF_TENANTS}
    assert public(sync.View(None, None)) == nouns.keys() | rest


@pytest.mark.promise("TEN-1")
@pytest.mark.parametrize(
    "narrow", [{"user_id": "ann"}, {"agent_id": "agt_x"}, {"tenant_id": "t", "user_id": "ann"}]
)
def test_a_view_narrower_than_a_tenant_has_no_keys_and_no_people(world, narrow):
    view = world.k.view(**narrow)
    for things in OF_TENANTS:
        with pytest.raises(InvalidInput, match=things):
            getattr(view, things)
    assert world.k.view(tenant_id="t").keys.list().items == []


@pytest.mark.promise("TEN-1")
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_view_does_not_see_does_not_exist(world, kind):
    place = Place(world, kind)
    before = place.state()
    unknown = Thing()
    stranger = next(thing for thing in place.hidden if thing.user == "carl")
    for name in sorted((name for name in ROWS if not name.endswith("()")), key=MAKING.__contains__):
        call = ROWS[name]
        nobody = answer(call, place.view, unknown)
        for thing in [stranger] if name.endswith(SHARED) else place.hidden:
            assert answer(call, place.view, thing) == nobody, (name, thing)
        if not name.endswith(SHARED) and not name.startswith(("agents.authorize", "agents.explain", "guard")):
            assert nobody[0] is (InvalidInput if name in WHOLE else NotFound), name
    assert place.state() == before


@pytest.mark.promise("TEN-1")
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_view_sees_is_all_there_and_names_nothing_else(world, kind):
    place = Place(world, kind)
    view, own = place.view, place.own
    others = {name for thing in place.hidden for name in thing.names} | {
        thing.token for thing in place.hidden
    }
    before = place.state()
    for name, call in ROWS.items():
        into_a_tenant = name == "agents.create(tenant_id)" and place.scope == {"user_id": own.user}
        if name in WHOLE or (name in MAKING and "agent_id" in place.scope) or into_a_tenant:
            with pytest.raises(InvalidInput):
                call(view, own)
            continue
        told = text_of(call(view, own))
        assert not [other for other in others if other in told], name
        if name == "agents.list()":
            assert [agent.id for agent in view.agents.list().items] == [thing.id for thing in place.seen]
    ids = {agent.id for agent in place.admin.agents.list(limit=1000).items}
    assert {thing.id for thing in place.hidden} <= ids
    if "agent_id" not in place.scope:
        assert place.state() == before
    assert all(place.admin.agents.get(thing.id).status == "active" for thing in place.hidden)
    assert all(place.admin.agents.get(thing.id).status == "revoked" for thing in place.seen)


@pytest.mark.promise("TEN-1")
@pytest.mark.parametrize("kind", KINDS)
def test_lists_hold_exactly_what_is_seen(world, kind):
    place = Place(world, kind)
    view, seen = place.view, {thing.id for thing in place.seen}
    assert {agent.id for agent in view.agents.list().items} == seen
    assert {request.agent_id for request in view.approvals.list().items} == seen
    assert len(view.approvals.list().items) == 2 * len(seen)
    assert {call.agent_id for call in view.usage.unsettled().items} == seen
    entries = view.audit.query(limit=1000).items
    assert {entry.agent_id for entry in entries} == seen
    assert len(entries) == sum(len(place.admin.audit.query(agent_id=thing.id).items) for thing in place.seen)
    assert [e.id for e in view.audit.follow("o", limit=1000).items] == [e.id for e in entries]
    assert "".join(view.audit.export()).count("\n") == len(entries)
    agents = view.agents.list().items
    roots = [agent.id for agent in view.agents.list(roots_only=True).items]
    assert roots == [agent.id for agent in agents if agent.parent_id is None]
    assert {agent.root_id for agent in agents} == set(roots)
    assert all(agent.depth == len(view.agents.chain(agent.id)) - 1 for agent in agents)
    erased = view.audit.erase_arguments(before=NOON + DAY)
    assert erased == sum(entry.arguments is not None or entry.detail is not None for entry in entries)
    hidden = place.hidden[0]
    assert place.admin.audit.get(hidden.spent).arguments == {"a": 1}


@pytest.mark.promise("TEN-1")
@pytest.mark.parametrize("kind", KINDS)
def test_all_is_all_that_is_seen(world, kind):
    place = Place(world, kind)
    seen, hidden = ([thing.id for thing in some] for some in (place.seen, place.hidden))
    assert place.view.agents.suspend(all=True).changed == tuple(seen)
    assert [place.admin.agents.get(id).status for id in hidden] == ["active"] * len(hidden)
    stopped = place.view.agents.revoke(all=True)
    assert (stopped.changed, stopped.closed_approvals) == (tuple(seen), 2 * len(seen))
    assert [place.admin.agents.get(id).status for id in hidden] == ["active"] * len(hidden)


@pytest.mark.promise("TEN-1")
def test_an_owners_view_makes_that_owners_agents(world):
    view = world.k.view(user_id="ann")
    for given in ({}, {"user_id": "ann"}, {"name": "other"}, {"type": "autonomous"}):
        assert view.agents.create(**NEW | given).agent.user_id == "ann"
    with pytest.raises(InvalidInput, match=r"own user only; leave it out") as refused:
        view.agents.create(user_id="bob", **NEW)
    assert refused.value.field == "user_id"
    with pytest.raises(InvalidInput, match="into a tenant; leave it out") as refused:  # which would see it
        view.agents.create(tenant_id="acme", **NEW)
    assert refused.value.field == "tenant_id"
    both = world.k.view(user_id="ann", tenant_id="acme")
    assert both.agents.create(**NEW).agent.tenant_id == "acme"
    with pytest.raises(InvalidInput, match="own tenant only"):
        both.agents.create(tenant_id="other", **NEW)
    assert {agent.user_id for agent in world.k.agents.list().items} == {"ann"}
    assert len(both.agents.list().items) == 1


@pytest.mark.promise("TEN-1", "API-2")
def test_a_key_that_has_made_anothers_agent_is_free_in_an_owners_view(world):
    ann, bob = (world.k.view(user_id=name) for name in ("ann", "bob"))
    of_ann = ann.agents.create(idempotency_key="k", **NEW).agent.id
    of_bob = bob.agents.create(idempotency_key="k", **NEW).agent.id
    named = {"ann": of_ann, "bob": of_bob}
    for view, name in ((ann, "ann"), (bob, "bob"), (world.k, "ann"), (world.k, "bob")):
        with pytest.raises(Conflict, match=named[name]):
            view.agents.create(user_id=name, idempotency_key="k", **NEW)
    of_carl = world.k.agents.create(user_id="carl", idempotency_key="k", **NEW).agent.id
    with pytest.raises(Conflict, match=of_carl):
        world.k.view(user_id="carl").agents.create(idempotency_key="k", **NEW)
    dora = world.k.view(user_id="dora")
    of_dora = dora.agents.create(idempotency_key="k", **NEW).agent.id
    with pytest.raises(Conflict, match=of_dora):
        dora.agents.create(idempotency_key="k", **NEW)
    world.clock.tick(hours=24)
    dora.agents.create(idempotency_key="k", **NEW)


@pytest.mark.promise("TEN-1")
def test_in_the_view_of_an_agent_nothing_above_it_is_shown(world):
    world.begin(secret=SECRET)
    top = world.agent(GATED | {"maxCalls": 5, "budgetUsd": 10}, user_id="ann")
    delegate = world.k.agents.delegate
    own = Made(delegate(parent_token=top.token, name="own", permissions=EVERYTHING))
    leaf = world.agent({"maxCalls": 4}, parent=own)
    view = world.k.view(agent_id=own.id)
    with pytest.raises(InvalidInput, match=r"agents\.delegate"):
        view.agents.create(**NEW)
    shown = view.agents.get(own.id)
    assert (shown.parent_id, shown.root_id, shown.depth) == (None, own.id, 0)
    assert [(a.id, a.root_id, a.depth) for a in view.agents.chain(leaf.id)] == [
        (leaf.id, own.id, 1),
        (own.id, own.id, 0),
    ]
    assert {level.agent_id for level in view.agents.limits(leaf.id)} == {own.id, leaf.id}
    made = view.agents.delegate(parent_id=leaf.id, name="n", permissions=EVERYTHING).agent
    assert (made.parent_id, made.root_id, made.depth) == (leaf.id, own.id, 2)
    decision = view.authorize(token=leaf.token, cost_usd=1, **READ)
    assert (decision.chain, decision.depth, list(decision.remaining)) == ((leaf.id, own.id), 1, [leaf.id])
    assert world.k.explain(agent_id=leaf.id, **READ).chain == (leaf.id, own.id, top.id)
    asked = view.authorize(token=leaf.token, **DELETE)
    assert asked.outcome == "pending"
    assert top.id not in text_of(asked)
    assert view.approvals.get(asked.approval_id).root_id == own.id
    assert world.k.approvals.get(asked.approval_id).root_id == top.id
    view.usage.record(leaf.id, cost_usd=1)
    entries = view.audit.query(limit=1000).items
    assert top.id not in text_of(entries)
    born = entries[0]
    assert (born.action, born.agent_id, born.chain, born.depth) == ("agents.delegate", own.id, (own.id,), 0)
    assert (born.actor, born.facts) == (None, {"parent": None, "byToken": True})
    charged = next(entry for entry in entries if entry.id == decision.audit_id)
    assert [charge["agent"] for charge in charged.charges] == [leaf.id, own.id]
    assert charged == view.audit.get(decision.audit_id)
    recorded = next(entry for entry in entries if entry.action == "usage.record")
    assert recorded.facts["charged"] == [leaf.id, own.id]
    # What is not shown binds all the same.
    world.k.agents.suspend(top.id)
    assert view.agents.get(leaf.id).status == "suspended"
    assert view.authorize(token=leaf.token, **READ).code == "suspended"


@pytest.mark.promise("TEN-1")
def test_the_whole_log_is_no_views(world):
    for given, way in (({"tenant_id": "t"}, "tenant"), ({"user_id": "ann"}, "view")):
        with pytest.raises(InvalidInput, match=rf"without kavach\.{way}\(\)") as refused:
            world.k.view(**given).audit.checkpoint()
        assert refused.value.field == way


@pytest.mark.promise("TEN-1")
@pytest.mark.parametrize(
    "amiss", [{"agent_id": "agt_none"}, {"tenant_id": "other"}, {"user_id": "bob"}, {"agent_id": "ägent"}]
)
def test_a_view_of_what_does_not_exist_sees_nothing(world, amiss):
    world.begin(secret=SECRET)
    agent = world.agent(GATED, user_id="ann", tenant_id="acme")
    asked, spent = world.ask(agent, **DELETE), world.allow(agent, cost_usd=1)
    view = world.k.view(**{"agent_id": agent.id} | amiss)
    assert view.agents.list().items == view.agents.list(roots_only=True).items == []
    assert view.approvals.list().items == view.usage.unsettled().items == view.audit.query().items == []
    assert list(view.audit.export()) == []
    assert view.authorize(token=agent.token, **READ).code == "unknown_token"
    assert view.agents.revoke(all=True).changed == ()
    assert view.audit.erase_arguments(before=NOON + DAY) == 0
    for call in (
        lambda: view.agents.get(agent.id),
        lambda: view.agents.delegate(parent_token=agent.token, **CHILD),
        lambda: view.approvals.approve(asked.approval_id, by="eve"),
        lambda: view.usage.settle(spent.audit_id, cost_usd=0),
        lambda: view.audit.get(spent.audit_id),
    ):
        with pytest.raises(NotFound):
            call()


@pytest.mark.promise("TEN-1")
def test_a_view_of_no_part_is_refused(world):
    with pytest.raises(InvalidInput, match="at least one"):
        world.k.view()
    for name in ("tenant_id", "user_id", "agent_id"):
        with pytest.raises(InvalidInput) as refused:
            world.k.view(**{name: ""})
        assert refused.value.field == name
