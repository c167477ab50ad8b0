"""SPEC 4: agents, the three kinds, narrowing, bounds, stopping, looking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journey_world import EVERYTHING, NOON, READ, SECRET, at_once, spent, usd
from pykavach import Conflict, ExceedsParent, InvalidInput, NotFound, PermissionsLocked

DAY = timedelta(days=1)


def autonomous(world, **options):
    from journey_world import Made

    base = {"user_id": "u", "name": "a", "type": "autonomous", "permissions": EVERYTHING}
    return Made(world.k.agents.create(**base | options))


# -- the three kinds --------------------------------------------------------------------------------------------------


@pytest.mark.promise("AGT-1", "AGT-2", "AGT-3")
def test_default_lives(world):
    root = autonomous(world)
    service = world.k.agents.create(name="s", type="service", permissions=[]).agent
    assert root.view.expires_at == NOON + 90 * DAY
    assert root.view.type == "autonomous"
    assert (service.expires_at, service.user_id, service.type) == (None, None, "service")
    child = world.agent(parent=root)
    assert (child.view.expires_at, child.view.type) == (NOON + DAY, "delegated")
    default = world.k.agents.create(user_id="u", name="d", permissions=[]).agent
    assert default.type == "autonomous"
    world.clock.now = child.view.expires_at - timedelta(microseconds=1)
    assert world.code(child) == "ok"
    world.clock.now = child.view.expires_at
    assert world.code(child) == "expired"
    assert world.k.agents.get(child.id).status == "expired"
    world.clock.now = NOON + 90 * DAY
    assert world.code(root) == "expired"


@pytest.mark.promise("AGT-1", "AGT-3")
def test_an_autonomous_agent_needs_a_user_and_a_delegate_a_parent(world):
    for type in ("autonomous", "delegated", "Autonomous", "", None, 5):
        with pytest.raises(InvalidInput):
            world.k.agents.create(name="n", type=type, permissions=[])
    assert world.k.agents.list().items == []


@pytest.mark.promise("AGT-3")
def test_a_services_permissions_may_be_updated(world):
    agent = world.agent({"maxCalls": 1}, permissions=[{"resource": "a", "actions": ["x"]}])
    view = world.k.agents.update(agent.id, permissions=EVERYTHING, constraints={"maxCalls": 7}, max_depth=9)
    assert (view.constraints, view.max_depth, view.version) == ({"maxCalls": 7}, 9, 2)
    assert world.count(agent) == 7


# -- narrowing --------------------------------------------------------------------------------------------------------

HELD = {
    "permissions": [
        {
            "resource": "files:*",
            "actions": ["read", "write"],
            "constraints": {"requireApprovalFor": ["files:*:write"], "maxCalls": 10},
        },
        {"resource": "mail:*", "actions": ["send"]},
        {"resource": "files:secret:*", "actions": ["*"], "effect": "deny"},
    ],
    "constraints": {
        "maxCallsPerMinute": 10,
        "maxCallsPerDay": 100,
        "maxCalls": 1000,
        "budgetUsdPerDay": "1.00",
        "budgetUsdPerMonth": "10.00",
        "budgetUsd": "100.00",
        "maxUsdPerCall": "0.50",
        "reserveUsdPerCall": "0.01",
        "throttleCallsPerMinute": 3,
        "allowedHoursUTC": ["Mon-Fri 09:00-18:00", "Sat 10:00-12:00"],
        "ipAllowlist": ["10.0.0.0/8", "2001:db8::/32"],
        "requireApprovalFor": ["*:pay"],
        "argPatterns": {"a": ["x", "y"], "b?": {"oneOf": ["p", "q"]}},
    },
}


def with_constraint(**changes):
    return {"constraints": HELD["constraints"] | changes}


def without(name):
    return {"constraints": {k: v for k, v in HELD["constraints"].items() if k != name}}


def permissions(*changes):
    """HELD's permissions with some replaced: None drops one."""
    held = list(HELD["permissions"])
    for place, change in changes:
        held[place] = change
    return {"permissions": [p for p in held if p is not None]}


FILES, MAIL, DENY = HELD["permissions"]
KEPT = {"requireApprovalFor": ["*:pay", "files:*:write"]}

ALLOWED = {
    "nothing": {},
    "the same": {"permissions": HELD["permissions"], "constraints": HELD["constraints"]},
    "a permission removed": permissions((1, None)),
    "an action removed": permissions((0, FILES | {"actions": ["read"]})),
    "a permission removed, its approvals staying": permissions((0, None)) | with_constraint(**KEPT),
    "a deny added": {
        "permissions": [*HELD["permissions"], {"resource": "mail:ceo", "actions": ["*"], "effect": "deny"}]
    },
    "a deny widened": permissions((2, DENY | {"resource": "files:*"})),
    "a constraint added to a permission": permissions((1, MAIL | {"constraints": {"maxCalls": 1}})),
    "a limit of a permission lowered": permissions(
        (0, FILES | {"constraints": FILES["constraints"] | {"maxCalls": 9}})
    ),
    "calls per minute lowered": with_constraint(maxCallsPerMinute=9),
    "calls per day lowered": with_constraint(maxCallsPerDay=0),
    "calls lowered": with_constraint(maxCalls=999),
    "day budget lowered": with_constraint(budgetUsdPerDay="0.99"),
    "month budget lowered": with_constraint(budgetUsdPerMonth="9.999999"),
    "budget lowered": with_constraint(budgetUsd=0),
    "call cost lowered": with_constraint(maxUsdPerCall="0.4"),
    "reserve raised": with_constraint(reserveUsdPerCall="0.02"),
    "throttle lowered": with_constraint(throttleCallsPerMinute=2),
    "hours: an entry removed": with_constraint(allowedHoursUTC=["Mon-Fri 09:00-18:00"]),
    "hours: shorter": with_constraint(allowedHoursUTC="Tue 10:00-11:00"),
    "addresses: an entry removed": with_constraint(ipAllowlist=["10.0.0.0/8"]),
    "addresses: narrower": with_constraint(ipAllowlist=["10.1.0.0/16"]),
    "an approval pattern added": with_constraint(requireApprovalFor=["*:pay", "*:delete"]),
    "an argument's alternative removed": with_constraint(
        argPatterns={"a": ["x"], "b?": {"oneOf": ["p", "q"]}}
    ),
    "an argument pattern added": with_constraint(
        argPatterns={"a": ["x", "y"], "b?": {"oneOf": ["p", "q"]}, "c": "z"}
    ),
    "an optional argument required": with_constraint(
        argPatterns={"a": ["x", "y"], "b": {"oneOf": ["p", "q"]}}
    ),
    "argsOnly added": with_constraint(argsOnly=True),
    "expiry shortened": {"expires_in": 3600},
    "expiry shortened to a date": {"expires_at": NOON + DAY},
    "depth lowered": {"max_depth": 2},
}

REFUSED = {
    "a permission added": {"permissions": [*HELD["permissions"], {"resource": "db:*", "actions": ["read"]}]},
    "an action added": permissions((1, MAIL | {"actions": ["send", "read"]})),
    "all actions": permissions((1, MAIL | {"actions": ["*"]})),
    "a pattern widened": permissions((1, MAIL | {"resource": "*"})),
    "a deny removed": permissions((2, None)),
    "a deny narrowed": permissions((2, DENY | {"resource": "files:secret:a"})),
    "a deny of fewer actions": permissions((2, DENY | {"actions": ["read"]})),
    "a permission removed with its approvals": permissions((0, None)),
    "a permission's approvals removed": permissions((0, FILES | {"constraints": {"maxCalls": 10}})),
    "a permission's limit removed": permissions(
        (0, FILES | {"constraints": {"requireApprovalFor": ["files:*:write"]}})
    ),
    "a permission's limit raised": permissions(
        (0, FILES | {"constraints": FILES["constraints"] | {"maxCalls": 11}})
    ),
    "a limited permission cut in two": {
        "permissions": [FILES | {"actions": ["read"]}, FILES | {"actions": ["write"]}, MAIL, DENY]
    },
    "a limited permission narrowed beside itself": {
        "permissions": [FILES, FILES | {"resource": "files:a"}, MAIL, DENY]
    },
    "no constraints": {"constraints": {}},
    **{f"{name} removed": without(name) for name in HELD["constraints"] if name != "reserveUsdPerCall"},
    "the reserve removed": without("reserveUsdPerCall"),
    "calls per minute raised": with_constraint(maxCallsPerMinute=11),
    "calls per day raised": with_constraint(maxCallsPerDay=101),
    "calls raised": with_constraint(maxCalls=1001),
    "day budget raised": with_constraint(budgetUsdPerDay="1.000001"),
    "month budget raised": with_constraint(budgetUsdPerMonth=11),
    "budget raised": with_constraint(budgetUsd=101),
    "call cost raised": with_constraint(maxUsdPerCall=1),
    "reserve lowered": with_constraint(reserveUsdPerCall="0.009"),
    "throttle raised": with_constraint(throttleCallsPerMinute=4),
    "hours: an entry added": with_constraint(
        allowedHoursUTC=[*HELD["constraints"]["allowedHoursUTC"], "Sun 09:00-10:00"]
    ),
    "hours: a minute longer": with_constraint(allowedHoursUTC="Mon-Fri 09:00-18:01"),
    "addresses: an entry added": with_constraint(ipAllowlist=["10.0.0.0/8", "192.168.0.1"]),
    "addresses: wider": with_constraint(ipAllowlist=["0.0.0.0/0"]),
    "approvals: another pattern instead": with_constraint(requireApprovalFor=["*:delete"]),
    "arguments: an alternative added": with_constraint(
        argPatterns={"a": ["x", "y", "z"], "b?": {"oneOf": ["p", "q"]}}
    ),
    "arguments: another pattern": with_constraint(argPatterns={"a": [".*"], "b?": {"oneOf": ["p", "q"]}}),
    "arguments: a path removed": with_constraint(argPatterns={"a": ["x", "y"]}),
    "arguments: a path made optional": with_constraint(
        argPatterns={"a?": ["x", "y"], "b?": {"oneOf": ["p", "q"]}}
    ),
    "expiry lengthened": {"expires_in": timedelta(days=91)},
    "expiry a moment later": {"expires_at": NOON + 90 * DAY + timedelta(microseconds=1)},
    "no expiry": {"expires_at": None},
    "depth raised": {"max_depth": 6},
    "observed": {"unsafe_observe_until": NOON + DAY},
}


@pytest.mark.promise("AGT-1")
@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED.keys())
def test_an_update_that_can_only_narrow_is_allowed_on_every_agent(world, change):
    agent = autonomous(world, **HELD)
    assert world.k.agents.update(agent.id, **change).version == 2
    other = autonomous(world, **HELD)
    world.k.agents.suspend(other.id)
    world.k.agents.update(other.id, **change)


@pytest.mark.promise("AGT-1", "TOK-5")
@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED.keys())
def test_any_other_update_of_an_autonomous_agent_is_locked(world, change):
    agent = autonomous(world, **HELD)
    before, entries = world.k.agents.get(agent.id), len(world.entries())
    with pytest.raises(PermissionsLocked):
        world.k.agents.update(agent.id, **change)
    assert world.k.agents.get(agent.id) == before
    assert len(world.entries()) == entries
    service = world.agent(**HELD, expires_in=90 * DAY)
    world.k.agents.suspend(service.id)
    with pytest.raises(Conflict):
        world.k.agents.update(service.id, **change)
    world.k.agents.resume(service.id)
    world.k.agents.update(service.id, **change)


@pytest.mark.promise("AGT-1")
def test_adding_a_throttle_above_the_default_is_wider(world):
    agent = autonomous(world, constraints={"budgetUsdPerDay": 1})
    with pytest.raises(PermissionsLocked):
        world.k.agents.update(agent.id, constraints={"budgetUsdPerDay": 1, "throttleCallsPerMinute": 7})
    world.k.agents.update(agent.id, constraints={"budgetUsdPerDay": 1, "throttleCallsPerMinute": 6})


@pytest.mark.promise("AGT-1")
def test_a_version_that_has_passed_is_a_conflict(world):
    agent = world.agent()
    world.k.agents.update(agent.id, name="b", if_version=1)
    with pytest.raises(Conflict):
        world.k.agents.update(agent.id, name="c", if_version=1)
    assert world.k.agents.get(agent.id).name == "b"


@pytest.mark.promise("AGT-4")
def test_a_change_keeps_before_and_after_in_its_entry(world):
    agent = world.agent({"maxCalls": 5})
    world.k.agents.update(agent.id, constraints={"maxCalls": 4}, by="ann")
    entry = world.last()
    assert (entry.kind, entry.action, entry.actor, entry.agent_id) == (
        "change",
        "agents.update",
        "ann",
        agent.id,
    )
    assert entry.detail["before"]["constraints"] == {"maxCalls": 5}
    assert entry.detail["after"]["constraints"] == {"maxCalls": 4}
    world.k.agents.suspend(agent.id)
    assert world.last().detail == {"before": {"status": "active"}, "after": {"status": "suspended"}}
    world.k.agents.resume(agent.id)
    assert world.last().detail == {"before": {"status": "suspended"}, "after": {"status": "active"}}


# -- bounds -----------------------------------------------------------------------------------------------------------


def many(count, **more):
    return [{"resource": f"r{n}", "actions": ["a"], **more} for n in range(count)]


@pytest.mark.promise("AGT-5")
@pytest.mark.parametrize(
    ("inside", "outside", "field"),
    [
        ({"name": "n" * 200}, {"name": "n" * 201}, "name"),
        ({"user_id": "n" * 200}, {"user_id": "n" * 201}, "user_id"),
        ({"tenant_id": "n" * 200}, {"tenant_id": "n" * 201}, "tenant_id"),
        ({"name": "Zoë ☃"}, {"name": "a\nb"}, "name"),
        ({"name": " "}, {"name": "a\x00"}, "name"),
        ({"name": "~"}, {"name": "a\x7f"}, "name"),
        ({"name": "\xa0"}, {"name": "a\x85"}, "name"),
        ({"user_id": "a:b"}, {"user_id": "a\tb"}, "user_id"),
        ({"metadata": {"k": "x" * (8192 - 8)}}, {"metadata": {"k": "x" * (8192 - 7)}}, "metadata"),
        ({"permissions": many(100)}, {"permissions": many(101)}, "permissions"),
        (
            {"permissions": [{"resource": "a", "actions": [f"a{n}" for n in range(50)]}]},
            {"permissions": [{"resource": "a", "actions": [f"a{n}" for n in range(51)]}]},
            "permissions[0].actions",
        ),
        (
            {"constraints": {"requireApprovalFor": [f"a:{n}:b" for n in range(100)]}},
            {"constraints": {"requireApprovalFor": [f"a:{n}:b" for n in range(101)]}},
            "constraints.requireApprovalFor",
        ),
        (
            {"constraints": {"argPatterns": {"a": ["x"] * 50, "b": ["y"] * 50}}},
            {"constraints": {"argPatterns": {"a": ["x"] * 50, "b": ["y"] * 51}}},
            "permissions",
        ),
        (
            {
                "constraints": {
                    "requireApprovalFor": [f"a:{n}:b" for n in range(99)],
                    "argPatterns": {"a": "x"},
                }
            },
            {
                "constraints": {"requireApprovalFor": [f"a:{n}:b" for n in range(99)]},
                "permissions": many(2, constraints={"argPatterns": {"a": "x"}}),
            },
            "permissions",
        ),
        ({"max_depth": 0}, {"max_depth": -1}, "max_depth"),
        ({"max_depth": 16}, {"max_depth": 17}, "max_depth"),
        ({"idempotency_key": "k" * 200}, {"idempotency_key": "k" * 201}, "idempotency_key"),
    ],
)
def test_bounds_from_both_sides(world, inside, outside, field):
    world.agent(**inside)
    before = len(world.entries())
    with pytest.raises(InvalidInput) as refused:
        world.agent(**outside)
    assert refused.value.field == field
    assert (len(world.k.agents.list().items), len(world.entries())) == (1, before)


@pytest.mark.promise("AGT-6")
@pytest.mark.parametrize(
    ("constraints", "field"),
    [
        ({"maxCalls": True}, "maxCalls"),
        ({"maxCalls": 1.0}, "maxCalls"),
        ({"maxCalls": "1"}, "maxCalls"),
        ({"maxCalls": -1}, "maxCalls"),
        ({"maxCalls": None}, "maxCalls"),
        ({"maxCallsPerMinute": float("nan")}, "maxCallsPerMinute"),
        ({"throttleCallsPerMinute": False}, "throttleCallsPerMinute"),
        ({"budgetUsd": True}, "budgetUsd"),
        ({"budgetUsd": -0.01}, "budgetUsd"),
        ({"budgetUsd": float("inf")}, "budgetUsd"),
        ({"budgetUsd": float("nan")}, "budgetUsd"),
        ({"budgetUsd": "NaN"}, "budgetUsd"),
        ({"budgetUsd": 1_000_000_001}, "budgetUsd"),
        ({"budgetUsd": " 1"}, "budgetUsd"),
        ({"maxUsdPerCall": {}}, "maxUsdPerCall"),
        ({"reserveUsdPerCall": "-1"}, "reserveUsdPerCall"),
        ({"allowedHoursUTC": "9:00-18:00"}, "allowedHoursUTC"),
        ({"allowedHoursUTC": "09:00-24:01"}, "allowedHoursUTC"),
        ({"allowedHoursUTC": "24:00-09:00"}, "allowedHoursUTC"),
        ({"allowedHoursUTC": "09:00-09:00"}, "allowedHoursUTC"),
        ({"allowedHoursUTC": "09:60-10:00"}, "allowedHoursUTC"),
        ({"allowedHoursUTC": "mon 09:00-10:00"}, "allowedHoursUTC"),
        ({"allowedHoursUTC": []}, "allowedHoursUTC"),
        ({"allowedHoursUTC": ["09:00-10:00", 5]}, "allowedHoursUTC[1]"),
        ({"allowedHoursUTC": ""}, "allowedHoursUTC"),
        ({"ipAllowlist": []}, "ipAllowlist"),
        ({"ipAllowlist": "10.0.0.1"}, "ipAllowlist"),
        ({"ipAllowlist": ["10.0.0.1", "10.0.0.1/8"]}, "ipAllowlist[1]"),
        ({"ipAllowlist": ["10.0.0.0/33"]}, "ipAllowlist[0]"),
        ({"ipAllowlist": ["10.0.0.0/255.0.0.0"]}, "ipAllowlist[0]"),
        ({"ipAllowlist": ["010.0.0.1"]}, "ipAllowlist[0]"),
        ({"ipAllowlist": ["fe80::1%eth0"]}, "ipAllowlist[0]"),
        ({"ipAllowlist": [5]}, "ipAllowlist[0]"),
        ({"requireApprovalFor": []}, "requireApprovalFor"),
        ({"requireApprovalFor": ["pay"]}, "requireApprovalFor[0]"),
        ({"requireApprovalFor": ["a:b", "a:p*"]}, "requireApprovalFor[1]"),
        ({"requireApprovalFor": [{"resource": "a"}]}, "requireApprovalFor[0].actions"),
        ({"requireApprovalFor": [{"resource": "a", "actions": ["b"], "x": 1}]}, "requireApprovalFor[0].x"),
        ({"argPatterns": []}, "argPatterns"),
        ({"argPatterns": {"a": "("}}, "argPatterns.a"),
        ({"argPatterns": {"a": ")("}}, "argPatterns.a"),
        ({"argPatterns": {"a": "a(?=b)"}}, "argPatterns.a"),
        ({"argPatterns": {"a": "x" * 1025}}, "argPatterns.a"),
        ({"argPatterns": {"a": "(x{100}){11}"}}, "argPatterns.a"),
        ({"argPatterns": {"a": []}}, "argPatterns.a"),
        ({"argPatterns": {"a": {}}}, "argPatterns.a"),
        ({"argPatterns": {"a": {"regex": "x"}}}, "argPatterns.a.regex"),
        ({"argPatterns": {"a": {"under": "srv"}}}, "argPatterns.a.under"),
        ({"argPatterns": {"a": {"hosts": ["exa mple.com"]}}}, "argPatterns.a.hosts[0]"),
        ({"argPatterns": {"a": {"min": True}}}, "argPatterns.a.min"),
        ({"argPatterns": {"a": {"min": 2, "max": 1}}}, "argPatterns.a"),
        ({"argPatterns": {"a": {"oneOf": []}}}, "argPatterns.a.oneOf"),
        ({"argPatterns": {"a": {"const": None}}}, "argPatterns.a.const"),
        ({"argPatterns": {"a": {"maxLength": -1}}}, "argPatterns.a.maxLength"),
        ({"argPatterns": {"a..b": "x"}}, "argPatterns.a..b"),
        ({"argPatterns": {"a": "x", "a?": "y"}}, "argPatterns.a?"),
        ({"argsOnly": 1}, "argsOnly"),
        ({"minTrust": 50}, "minTrust"),
        ({"min_trust": 0}, "minTrust"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_bad_constraints_are_refused_with_their_path_on_every_level(world, constraints, field):
    for options, prefix in (
        ({"constraints": constraints}, "constraints"),
        (
            {"permissions": [{"resource": "a", "actions": ["b"], "constraints": constraints}]},
            "permissions[0].constraints",
        ),
    ):
        with pytest.raises(InvalidInput) as refused:
            world.agent(**options)
        assert refused.value.field == f"{prefix}.{field}"
    assert world.k.agents.list().items == []


@pytest.mark.promise("AGT-6", "FC-1")
@pytest.mark.parametrize("nothing", [[], (), "", 0, False])
def test_an_update_to_what_is_no_dict_takes_no_constraint_away(world, nothing):
    agent = world.agent({"maxCalls": 1})
    with pytest.raises(InvalidInput) as refused:
        world.k.agents.update(agent.id, constraints=nothing)
    assert refused.value.field == "constraints"
    assert world.count(agent) == 1
    world.k.agents.update(agent.id, constraints={})
    assert world.count(agent, most=3) == 3


@pytest.mark.promise("AGT-6", "PRM-1", "PRM-2")
@pytest.mark.parametrize(
    ("permission", "field"),
    [
        ("files", ""),
        ({}, ".resource"),
        ({"resource": "a"}, ".actions"),
        ({"resource": "a", "actions": []}, ".actions"),
        ({"resource": "a", "actions": "read"}, ".actions"),
        ({"resource": "a", "actions": ["re*"]}, ".actions[0]"),
        ({"resource": "a", "actions": ["a:b"]}, ".actions[0]"),
        ({"resource": "a", "actions": ["x" * 65]}, ".actions[0]"),
        ({"resource": "a", "actions": ["ok", 5]}, ".actions[1]"),
        ({"resource": "a*", "actions": ["x"]}, ".resource"),
        ({"resource": "a::b", "actions": ["x"]}, ".resource"),
        ({"resource": "", "actions": ["x"]}, ".resource"),
        ({"resource": "a b", "actions": ["x"]}, ".resource"),
        ({"resource": "é", "actions": ["x"]}, ".resource"),
        ({"resource": "a" * 129, "actions": ["x"]}, ".resource"),
        ({"resource": ":".join("a" * 17), "actions": ["x"]}, ".resource"),
        ({"resource": "a", "actions": ["x"], "effect": "maybe"}, ".effect"),
        ({"resource": "a", "actions": ["x"], "effect": None}, ".effect"),
        (
            {"resource": "a", "actions": ["x"], "effect": "deny", "constraints": {"maxCalls": 1}},
            ".constraints",
        ),
    ],
)
def test_bad_permissions_are_refused_with_their_path(world, permission, field):
    with pytest.raises(InvalidInput) as refused:
        world.agent(permissions=[EVERYTHING[0], permission])
    assert refused.value.field == f"permissions[1]{field}"


@pytest.mark.promise("AGT-5")
def test_max_agents_per_user_counts_live_roots_exactly(world):
    world.begin(max_agents_per_user=3)

    def create(user="u"):
        return world.k.agents.create(
            user_id=user, name="n", type="service", permissions=EVERYTHING, expires_in=3600
        )

    made = [a for a in at_once([create] * 8) if not isinstance(a, Exception)]
    assert len(made) == 3
    world.k.agents.delegate(parent_id=made[0].agent.id, name="c", permissions=[])
    create("other")
    world.k.agents.suspend(made[0].agent.id)
    with pytest.raises(Conflict):
        create()
    world.k.agents.revoke(made[0].agent.id)
    create()
    with pytest.raises(Conflict):
        create()
    world.clock.tick(hours=1)
    assert create()


# -- what is found in storage -----------------------------------------------------------------------------------------

GARBAGE = {
    "permissions: no JSON": ("permissions", "{"),
    "permissions: null": ("permissions", "null"),
    "permissions: unknown key": ("permissions", '[{"resource":"*","actions":["*"],"x":1}]'),
    "permissions: bad pattern": ("permissions", '[{"resource":"a*","actions":["*"]}]'),
    "permissions: a blob": ("permissions", b"\xff"),
    "constraints: unknown key": ("constraints", '{"maxTokens":5}'),
    "constraints: a boolean": ("constraints", '{"maxCalls":true}'),
    "constraints: minTrust": ("constraints", '{"minTrust":1}'),
    "constraints: twice": ("constraints", '{"maxCalls":1,"maxCalls":9}'),
    "constraints: list": ("constraints", "[]"),
    "constraints: null": ("constraints", "null"),
    "permissions: constraints null": (
        "permissions",
        '[{"resource":"*","actions":["*"],"constraints":null}]',
    ),
    "constraints: number": ("constraints", 5),
    "constraints: bad CIDR": ("constraints", '{"ipAllowlist":["10.0.0.1/8"]}'),
    "constraints: a blob": ("constraints", b"{}"),
    "status": ("status", "happy"),
    "name: too long": ("name", "n" * 201),
    "name: control character": ("name", "a\0b"),
    "created_at: beyond all dates": ("created_at", 2**62),
    "expires_at: beyond all dates": ("expires_at", 2**62),
    "observe_until: beyond all dates": ("observe_until", 2**62),
    "old_digest": ("old_digest", "short"),
    "kind": ("kind", "robot"),
    "expires_at": ("expires_at", "soon"),
    "depth": ("depth", 99),
    "max_depth": ("max_depth", "deep"),
    "metadata": ("metadata", "{broken"),
    "metadata: a list": ("metadata", "[]"),
    "user_id": ("user_id", b"\x05"),
    "parent": ("parent", 4711),
    "parent: itself": ("parent", 1),
    "observe_until": ("observe_until", "later"),
}


@pytest.mark.everywhere
@pytest.mark.promise("AGT-6", "FC-1", "PRM-3", "DEC-1")
@pytest.mark.parametrize(("column", "value"), GARBAGE.values(), ids=GARBAGE.keys())
def test_stored_garbage_denies_and_is_named_to_nobody_but_the_operator(world, column, value):
    world.is_damage(value)
    agent = world.agent()
    world.allow(agent, idempotency_key="kept")
    world.sql(f"UPDATE agent SET {column}=? WHERE n=1", value)
    decision = world.ask(agent)
    assert (decision.outcome, decision.code, decision.retry) == ("deny", "unreadable_constraint", "never")
    assert world.last(kind="decision").code == "unreadable_constraint"
    # Not even an allow that was given before comes back, and an invalid request says nothing else.
    assert not world.ask(agent, idempotency_key="kept").allowed
    assert world.code(agent, resource="") == "unreadable_constraint"
    assert world.k.explain(token=agent.token, **READ).code == "unreadable_constraint"
    # The operator can still look, and stop it.
    assert world.k.agents.get(agent.id).id == agent.id
    assert world.k.agents.get(agent.id).status == "unreadable"
    with pytest.raises(Conflict):
        world.k.agents.delegate(parent_id=agent.id, name="c", permissions=[])
    assert [found.id for found in world.k.agents.list().items] == [agent.id]
    assert world.k.agents.revoke(agent.id) is not None


@pytest.mark.promise("AGT-6", "FC-1", "DEL-2")
@pytest.mark.parametrize(
    ("column", "value"),
    [("constraints", '{"x":1}'), ("permissions", "{"), ("metadata", "x"), ("status", "x")],
)
def test_garbage_in_a_parent_denies_the_child(world, column, value):
    root = world.agent()
    child = world.agent(parent=root)
    world.allow(child, idempotency_key="kept")
    world.sql(f"UPDATE agent SET {column}=? WHERE n=1", value)
    decision = world.ask(child)
    assert decision.code == "unreadable_constraint"
    assert decision.reason == "What is stored about an agent above this one cannot be read."
    assert not world.ask(child, idempotency_key="kept").allowed


@pytest.mark.promise("AGT-6", "FC-1")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("constraints", '{"maxTokens":5}'),
        ("constraints", "null"),
        ("permissions", "[{}]"),
        ("metadata", "{"),
        ("expires_at", "soon"),
        ("created_at", 2**62),
    ],
)
def test_no_change_writes_over_what_cannot_be_read(world, column, value):
    agent = world.agent({"maxCalls": 0})
    world.sql(f"UPDATE agent SET {column}=? WHERE n=1", value)
    for change in (
        lambda: world.k.agents.rotate(agent.id),
        lambda: world.k.agents.rotate(agent.id, compromised=True),
        lambda: world.k.agents.update(agent.id, name="renamed"),
        lambda: world.k.agents.update(agent.id, **{column: {}} if column == "constraints" else {"name": "x"}),
    ):
        with pytest.raises(Conflict, match=column):
            change()
    with pytest.raises((Conflict, ExceedsParent)):
        world.k.agents.delegate(parent_id=agent.id, name="c", permissions=[])
    assert world.sql(f"SELECT {column} FROM agent WHERE n=1") == [(value,)]
    assert world.k.agents.get(agent.id).status == "unreadable"
    for verb in ("suspend", "resume"):
        getattr(world.k.agents, verb)(agent.id)
        assert not world.ask(agent).allowed
    world.k.agents.revoke(agent.id)
    assert world.k.agents.get(agent.id).status == "revoked"
    assert world.code(agent) == "revoked"


@pytest.mark.promise("AGT-6", "FC-1")
def test_an_update_gives_no_fresh_meter_for_one_that_is_lost(world):
    agent = world.agent({"maxCalls": 1})
    world.allow(agent)
    world.sql("DELETE FROM meter WHERE agent=1")
    with pytest.raises(Conflict, match="meters"):
        world.k.agents.update(agent.id, name="renamed")
    assert world.code(agent) == "unreadable_constraint"


@pytest.mark.promise("TOK-4", "AGT-6")
def test_a_descendant_that_cannot_be_read_goes_with_a_compromised_token(world):
    root = world.agent()
    child = world.agent(parent=root)
    world.sql("UPDATE agent SET created_at='once', constraints='{}' WHERE n=2")
    world.clock.tick(hours=1)
    rotated = world.k.agents.rotate(root.id, compromised=True, since=world.clock.now)
    assert rotated.revoked == (child.id,)
    assert world.k.agents.get(child.id).status == "revoked"
    assert world.sql("SELECT created_at FROM agent WHERE n=2") == [("once",)]


@pytest.mark.everywhere
@pytest.mark.promise("FC-1", "PRM-3")
@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM meter WHERE id>0",
        "UPDATE meter SET calls='many' WHERE id>0",
        "UPDATE meter SET minute='x' WHERE id>0",
        "UPDATE meter SET day_usd=x'00' WHERE id>0",
        "UPDATE meter SET calls=-1 WHERE id>0",
        "UPDATE meter SET usd=-1 WHERE id>0",
        "UPDATE meter SET month_usd=-9223372036854775808 WHERE id>0",
        "UPDATE meter SET throttle_calls=-1 WHERE id>0",
        "UPDATE meter SET minute_calls='0.5' WHERE id>0",
        "UPDATE meter SET month_usd='' WHERE id>0",
        "UPDATE meter SET last_at='yesterday' WHERE id>0",
        "UPDATE meter SET last_ip=x'ff' WHERE id>0",
    ],
)
def test_a_damaged_meter_denies(world, damage):
    if "'0.5'" in damage or "x'ff'" in damage:  # a server refuses it, or makes a whole number or a text of it
        world.is_damage(b"")
    agent = world.agent({"maxCalls": 5, "maxCallsPerMinute": 5, "budgetUsdPerDay": 1})
    free = world.agent()
    first = world.allow(agent, cost_usd="0.10")
    world.allow(free)
    world.sql(damage)
    other = world.open()
    for kavach in (world.k, other):
        for one in (agent, free):
            decision = world.ask(one, of=kavach)
            assert (decision.outcome, decision.code) == ("deny", "unreadable_constraint")
            assert isinstance(decision.wire(), dict)
        level = kavach.agents.limits(agent.id)[0]
        assert (level.unreadable, level.calls, level.usd) == (True, 0, "0.00")
        assert [(l.rule, l.used, l.limit, l.left, l.resets_at) for l in level.limits] == [
            ("maxCallsPerMinute", 5, 5, 0, None),
            ("maxCalls", 5, 5, 0, None),
            ("budgetUsdPerDay", "1.00", "1.00", "0.00", None),
        ]
        told = kavach.usage.summary(agent.id)
        assert (told.unreadable, told.calls, told.usd, told.open_bookings) == (True, 0, 0, 1)
        assert kavach.agents.get(agent.id).last_used_at is None
    # What was spent is still recorded, though no meter counts it; and nothing is written over.
    world.k.usage.record(agent.id, cost_usd="0.30")
    world.k.usage.settle(first.audit_id, cost_usd="0.20")
    assert world.k.usage.summary(agent.id).unreadable


@pytest.mark.promise("FC-1", "BUD-5")
def test_a_meter_that_was_set_back_by_hand_is_not_settled_below_nothing(world):
    agent = world.agent({"budgetUsdPerDay": 1})
    first = world.allow(agent, cost_usd="0.50")
    world.sql("UPDATE meter SET day_usd=1, month_usd=0, usd=499999 WHERE id>0")
    world.k.usage.settle(first.audit_id, cost_usd=0)
    assert spent(world, agent) == usd(0, 0, 0)
    world.allow(agent)


@pytest.mark.promise("FC-1")
def test_a_window_beyond_the_calendar_denies_and_is_told(world):
    agent = world.agent({"maxCallsPerMinute": 5, "budgetUsdPerMonth": 1})
    world.allow(agent, cost_usd="0.10")
    assert not world.k.agents.limits(agent.id)[0].unreadable
    world.sql("UPDATE meter SET month=1000000000, month_usd=1000000, minute_calls=9 WHERE id>0")
    assert world.code(agent) == "unreadable_constraint"
    level = world.k.agents.limits(agent.id)[0]
    assert (level.unreadable, [l.left for l in level.limits]) == (True, [0, "0.00"])


@pytest.mark.promise("FC-1", "TIM-2")
def test_a_clock_in_the_last_month_of_the_calendar_denies_and_is_told(world):
    """No window starts behind it, so nobody can say when one resets."""
    world.clock.at("9999-12-30T12:00")
    agent = world.agent({"maxCallsPerMinute": 1}, type="service")
    world.allow(agent)
    assert world.code(agent) == "unreadable_constraint"
    level = world.k.agents.limits(agent.id)[0]
    assert (level.unreadable, level.limits) == (True, ())


# -- looking ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AGT-7")
def test_get_shows_the_last_use(world):
    agent = world.agent()
    assert (agent.view.last_used_at, agent.view.last_used_ip) == (None, None)
    assert world.k.agents.get(agent.id).last_used_at is None
    world.allow(agent, ip="10.0.0.1")
    view = world.k.agents.get(agent.id)
    assert (view.last_used_at, view.last_used_ip) == (NOON, "10.0.0.1")
    world.clock.tick(seconds=5)
    world.k.explain(token=agent.token, ip="10.0.0.9", **READ)
    assert world.k.agents.get(agent.id).last_used_at == NOON
    world.ask(agent, resource="", ip="10.0.0.2")
    view = world.k.agents.list().items[0]
    assert (view.last_used_at, view.last_used_ip) == (world.clock.now, "10.0.0.2")


@pytest.mark.promise("AGT-7")
def test_pages_and_the_state_that_binds(world):
    root = world.agent()
    child = world.agent(parent=root)
    grand = world.agent(parent=child)
    others = [world.agent(user_id=f"user_{n}") for n in range(5)]
    everyone = [root.id, child.id, grand.id, *(o.id for o in others)]
    found, cursor = [], None
    for _ in range(10):
        page = world.k.agents.list(limit=3, cursor=cursor)
        found += [a.id for a in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == everyone
    assert [a.id for a in world.k.agents.list(user_id="user_3").items] == [others[3].id]
    assert {a.id for a in world.k.agents.list(roots_only=True).items} == {root.id, *(o.id for o in others)}
    assert [a.id for a in world.k.agents.list(type="delegated").items] == [child.id, grand.id]
    named = world.k.agents.update(others[1].id, name="by this name")
    assert [a.id for a in world.k.agents.list(name=named.name).items] == [named.id]
    assert world.k.agents.list(name=named.name, user_id="user_3").items == []
    assert [a.id for a in world.k.agents.children(root.id).items] == [child.id]
    assert [a.id for a in world.k.agents.chain(grand.id)] == [grand.id, child.id, root.id]
    world.k.agents.revoke(root.id)
    assert [a.status for a in world.k.agents.chain(grand.id)] == ["revoked"] * 3
    assert {a.status for a in world.k.agents.list().items if a.id in everyone[:3]} == {"revoked"}
    assert world.k.agents.children(child.id).items[0].status == "revoked"


@pytest.mark.promise("AGT-4", "DEL-4")
def test_the_stop_button_is_one_transaction(world):
    first, second, other = (
        world.agent(tenant_id="t"),
        world.agent(),
        world.agent(user_id="user_2", tenant_id="t"),
    )
    child = world.agent(parent=first)

    def codes():
        return [world.code(a) for a in (first, child, second, other)]

    stopped = world.k.agents.suspend(user_id="user_1")
    assert set(stopped.changed) == {first.id, child.id, second.id}
    assert codes() == ["suspended", "suspended", "suspended", "ok"]
    for agent in (first, child, second):
        world.k.agents.resume(agent.id)
    assert codes() == ["ok"] * 4
    world.k.agents.suspend(tenant_id="t")
    assert codes() == ["suspended", "suspended", "ok", "suspended"]
    stopped = world.k.agents.revoke(all=True)
    assert set(stopped.changed) == {first.id, child.id, second.id, other.id}
    assert codes() == ["revoked"] * 4
    assert world.k.agents.revoke(all=True).changed == ()
    with pytest.raises(Conflict):
        world.k.agents.resume(first.id)


@pytest.mark.promise("AGT-4")
def test_resuming_a_child_does_not_lift_its_parents_suspension(world):
    root = world.agent()
    child = world.agent(parent=root)
    world.k.agents.suspend(child.id)
    world.k.agents.suspend(root.id)
    world.k.agents.resume(child.id)
    assert world.code(child) == "suspended"
    world.k.agents.resume(root.id)
    assert world.code(child) == "ok"


# -- observing --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("OBS-1")
def test_an_observed_agent_decides_records_and_lets_pass(world):
    agent = world.agent(
        {"maxCalls": 1, "ipAllowlist": ["10.0.0.1"], "argPatterns": {"a?": "x"}},
        permissions=[{"resource": "files:*", "actions": ["read"]}],
        unsafe_observe_until=NOON + DAY,
    )
    assert agent.view.unsafe_observe_until == NOON + DAY
    good = {"ip": "10.0.0.1"}
    first = world.allow(agent, **good)
    assert first.would_deny is None
    for access, code in (
        (good, "rate_limited"),
        ({}, "ip_not_allowed"),
        (good | {"action": "write"}, "not_permitted"),
        (good | {"arguments": {"a": "y"}}, "argument_mismatch"),
    ):
        decision = world.allow(agent, **access)
        assert (decision.code, decision.would_deny) == ("ok", code)
        assert world.last(kind="decision").marks["wouldDeny"] == code
    # Never for what cannot be read, or what is dead.
    assert world.code(agent, resource="") == "invalid_request"
    world.clock.now = NOON + DAY
    assert world.code(agent) == "ip_not_allowed"
    world.clock.now = NOON
    world.k.agents.suspend(agent.id)
    assert world.code(agent) == "suspended"


@pytest.mark.promise("OBS-1")
def test_never_observed_are_approvals_garbage_and_a_parents_rules(world):
    root = world.agent({"maxCalls": 2})
    child = world.agent(parent=root, constraints={"requireApprovalFor": ["*:pay"], "maxCalls": 1})
    world.k.agents.update(child.id, unsafe_observe_until=NOON + DAY)
    world.allow(child)
    assert world.allow(child).would_deny == "rate_limited"
    assert world.code(child) == "rate_limited"  # the root's own limit
    gated = world.agent({"requireApprovalFor": ["*:pay"], "maxCalls": 1}, unsafe_observe_until=NOON + DAY)
    asked = world.ask(gated, action="pay")
    assert asked.outcome == "pending"
    world.k.approvals.deny(asked.approval_id, by="ann")
    assert world.code(gated, action="pay") == "approval_denied"
    world.allow(gated)
    assert world.code(gated, action="pay", arguments={}) == "rate_limited"
    world.sql("UPDATE agent SET constraints='{' WHERE id=?", gated.id)
    assert world.code(gated) == "unreadable_constraint"
    with pytest.raises(InvalidInput):
        world.agent(unsafe_observe_until="tomorrow")


# -- tenants ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TEN-1")
def test_a_tenants_view_sees_and_changes_its_own_only(world):
    world.begin(secret=SECRET)
    mine = world.k.tenant("mine")
    foreign = world.agent({"requireApprovalFor": ["*:pay"]}, tenant_id="other")
    none = world.agent()
    own = mine.agents.create(
        user_id="user_1",
        name="o",
        type="service",
        permissions=EVERYTHING,
        constraints={"requireApprovalFor": ["*:pay"]},
    )
    assert own.agent.tenant_id == "mine"
    with pytest.raises(InvalidInput):
        mine.agents.create(user_id="u", name="o", type="service", permissions=[], tenant_id="other")
    child = mine.agents.delegate(parent_id=own.agent.id, name="c", permissions=[])
    assert child.agent.tenant_id == "mine"
    assert [a.id for a in mine.agents.list().items] == [own.agent.id, child.agent.id]
    assert mine.agents.list(tenant_id="other").items == []
    asked = world.ask(foreign, action="pay")
    spent = world.allow(foreign, cost_usd=1)
    for hidden in (foreign, none):
        for call in (
            lambda a: mine.agents.get(a.id),
            lambda a: mine.agents.update(a.id, name="x"),
            lambda a: mine.agents.rotate(a.id),
            lambda a: mine.agents.suspend(a.id),
            lambda a: mine.agents.resume(a.id),
            lambda a: mine.agents.revoke(a.id),
            lambda a: mine.agents.chain(a.id),
            lambda a: mine.agents.children(a.id),
            lambda a: mine.agents.limits(a.id),
            lambda a: mine.agents.delegate(parent_id=a.id, name="x", permissions=[]),
            lambda a: mine.agents.delegate(parent_token=a.token, name="x", permissions=[]),
            lambda a: mine.usage.record(a.id, cost_usd=1),
            lambda a: mine.usage.summary(a.id),
            lambda a: mine.usage.unsettled(agent_id=a.id),
            lambda a: mine.audit.query(agent_id=a.id),
            lambda a: mine.audit.query(subtree=a.id),
            lambda a: mine.approvals.list(agent_id=a.id),
            lambda a: mine.audit.erase_arguments(agent_id=a.id),
        ):
            with pytest.raises(NotFound):
                call(hidden)
        assert mine.authorize(token=hidden.token, **READ).code == "unknown_token"
        assert mine.authorize(agent_id=hidden.id, **READ).code == "unknown_token"
        assert mine.explain(token=hidden.token, **READ).code == "unknown_token"
    for call in (
        lambda: mine.approvals.get(asked.approval_id),
        lambda: mine.approvals.approve(asked.approval_id, by="ann"),
        lambda: mine.usage.settle(spent.audit_id, cost_usd=1),
        lambda: mine.audit.get(spent.audit_id),
        lambda: mine.audit.erase_arguments(ids=[spent.audit_id]),
    ):
        with pytest.raises(NotFound):
            call()
    for name in ("verify", "checkpoint", "checkpoints"):
        with pytest.raises(InvalidInput):
            getattr(mine.audit, name)()
    assert mine.approvals.list().items == []
    assert mine.usage.unsettled().items == []
    mine_too = mine.authorize(token=own.token, **READ | {"action": "pay"})
    assert [a.id for a in mine.approvals.list().items] == [mine_too.approval_id]
    assert {e.agent_id for e in mine.audit.query().items} == {own.agent.id, child.agent.id}
    assert foreign.id not in "".join(mine.audit.export())
    assert mine.authorize(token=own.token, **READ).allowed
    stopped = mine.agents.suspend(user_id="user_1")
    assert set(stopped.changed) == {own.agent.id, child.agent.id}
    with pytest.raises(NotFound):
        mine.agents.revoke(tenant_id="other")
    assert set(mine.agents.revoke(all=True).changed) == {own.agent.id, child.agent.id}
    assert [world.code(a) for a in (foreign, none)] == ["ok", "ok"]


@pytest.mark.promise("TEN-1", "DEL-6")
def test_delegation_never_crosses_owner_or_tenant(world):
    root = world.agent(tenant_id="t", user_id="ann")
    child = world.agent(parent=root)
    assert (child.view.tenant_id, child.view.user_id) == ("t", "ann")
    for wrong in ({"tenant_id": "x"}, {"user_id": "x"}):
        with pytest.raises(TypeError):
            world.k.agents.delegate(parent_id=root.id, name="c", permissions=[], **wrong)
    assert [a.id for a in world.k.tenant("t").agents.list().items] == [root.id, child.id]


@pytest.mark.promise("DEL-6", "AGT-2")
def test_a_delegates_update_passes_the_same_checks(world):
    root = world.agent(
        expires_in=3600, max_depth=3, permissions=[{"resource": "files:*", "actions": ["read"]}]
    )
    child = world.agent(parent=root, permissions=[{"resource": "files:a", "actions": ["read"]}], max_depth=1)
    world.k.agents.update(child.id, permissions=[{"resource": "files:*", "actions": ["read"]}], max_depth=2)
    for wider in (
        {"permissions": [{"resource": "*", "actions": ["read"]}]},
        {"permissions": [{"resource": "files:*", "actions": ["read", "write"]}]},
        {"max_depth": 3},
        {"expires_in": 3601},
        {"expires_at": None},
        {"expires_at": datetime(2099, 1, 1, tzinfo=UTC)},
    ):
        with pytest.raises(ExceedsParent):
            world.k.agents.update(child.id, **wider)


@pytest.mark.everywhere
@pytest.mark.promise("FC-1", "EX-2")
@pytest.mark.parametrize("id", ["agt_\x00", "\x00", "a\nb", "\x7f", "ü", "\ud800", "", 5])
def test_what_cannot_be_an_id_is_nobody_s(world, id):
    """PostgreSQL refuses a text with a zero character: that must not look like a database that does not answer."""
    for call in (
        world.k.agents.get,
        world.k.agents.chain,
        world.k.agents.limits,
        world.k.agents.revoke,
        world.k.agents.rotate,
        world.k.approvals.get,
        world.k.usage.summary,
    ):
        with pytest.raises(NotFound):
            call(id)
    decision = world.k.agents.authorize(agent_id=id, resource="a", action="b")
    assert (decision.code, decision.retry) == ("unknown_token", "never")
    assert world.last().code == "unknown_token"
