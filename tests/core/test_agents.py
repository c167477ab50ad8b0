"""Agents: the three kinds, permissions, delegation over random trees, and what counts as narrowing.

The oracle of patterns is `judgement_model.matches` over a small universe of concrete resources and actions; a name that no
pattern mentions (`z`, `other`) stands for all other names.
"""

from __future__ import annotations

import copy
import functools
import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import judgement_model as model
import worlds
from core_world import access, agent, compiled, cost_of
from pykavach.core import codec, decide
from pykavach.core.access import Outcome
from pykavach.core.agents import (
    DEFAULT_DEPTH,
    FIRST_TIME,
    KINDS,
    LAST_TIME,
    MAX_ACTIONS,
    MAX_DEPTH,
    MAX_METADATA,
    MAX_NAME,
    MAX_PATTERNS,
    MAX_PERMISSIONS,
    Agent,
    Kind,
    Permission,
    Status,
    check_patterns,
    check_within,
    effective_state,
    parse_depth,
    parse_metadata,
    parse_name,
    parse_permissions,
    widening,
)
from pykavach.core.constraints import NONE, Constraints
from pykavach.core.errors import ExceedsParent, InvalidInput
from pykavach.core.meters import Reading, Windows
from pykavach.core.plan import Node
from pykavach.core.tokens import mint

NAMES = ("a", "b", "A", "z")
ACTIONS = ("read", "write", "Read", "other")
RESOURCES = tuple(":".join(parts) for n in range(1, 5) for parts in itertools.product(NAMES, repeat=n))
SHORT = tuple(text for text in RESOURCES if text.count(":") < 2)
AT = Windows.at(20_000 * 86_400_000_000 + 10 * 3_600_000_000)


@functools.cache
def resources_of(pattern: str) -> frozenset[str]:
    return frozenset(text for text in RESOURCES if model.matches(pattern.split(":"), text.split(":")))


def accesses_of(permission) -> set[tuple[str, str]]:
    """Every access of the universe that an allow permission (on the wire) speaks of."""
    actions = [a for a in ACTIONS if model.names(permission["actions"], a)]
    return set(itertools.product(resources_of(permission["resource"]), actions))


def refused(path, parse, *arguments):
    with pytest.raises(InvalidInput) as caught:
        parse(*arguments)
    assert caught.value.field == path
    return caught.value.message


# -- kinds -------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AGT-1", "AGT-2", "AGT-3")
def test_the_three_kinds():
    day = timedelta(days=1) // timedelta(microseconds=1)
    assert {
        kind.value: (r.needs_user, r.default_life, r.only_narrows, r.under_parent)
        for kind, r in KINDS.items()
    } == {
        "autonomous": (True, 90 * day, True, False),
        "delegated": (False, day, False, True),
        "service": (False, None, False, False),
    }
    assert set(KINDS) == set(Kind)
    with pytest.raises(TypeError):
        KINDS[Kind.SERVICE] = KINDS[Kind.AUTONOMOUS]  # type: ignore[index]


@pytest.mark.promise("DEL-5")
def test_the_depths():
    assert (DEFAULT_DEPTH, MAX_DEPTH) == (5, 16)
    assert [parse_depth(n) for n in (0, 16)] == [0, 16]
    for wrong in (-1, 17, True, False, 1.0, "1", None):
        assert "from 0 to 16" in refused("max_depth", parse_depth, wrong)
    refused("maxDepth", parse_depth, 17, "maxDepth")


# -- bounds ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AGT-5")
def test_bounds_are_those_of_the_specification():
    assert (MAX_NAME, MAX_METADATA, MAX_PERMISSIONS, MAX_ACTIONS, MAX_PATTERNS) == (200, 8192, 100, 50, 100)


@pytest.mark.promise("AGT-5", "AGT-6")
@pytest.mark.parametrize(
    "name", ["a", "x" * 200, " ", "naïve agent", "\U0001f916" * 200, "a\xa0b", "~", "\ue000"]
)
def test_names(name):
    assert parse_name(name, "name") == name


@pytest.mark.promise("AGT-5", "AGT-6")
@pytest.mark.parametrize("name", ["", "x" * 201, None, 1, b"a", True, ["a"], Kind.SERVICE])
def test_what_is_no_name(name):
    assert refused("name", parse_name, name, "name") == "must be a text of 1 to 200 characters"


@pytest.mark.promise("AGT-5", "AGT-6")
@pytest.mark.parametrize("code", [0, 9, 10, 0x1F, 0x7F, 0x80, 0x9F, 0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_names_hold_no_control_characters_and_no_half_characters(code):
    message = refused("user_id", parse_name, f"a{chr(code)}b", "user_id")
    assert message == "must not hold control characters or lone surrogates"


@pytest.mark.promise("TOK-2")
def test_no_token_is_stored_as_a_name_or_as_metadata():
    token = mint(bytes(32))
    for text in (token, f"see {token}", token[:60]):
        rule = "must not hold a token: it would be stored in the clear"
        assert refused("name", parse_name, text, "name") == rule
        assert refused("metadata", parse_metadata, {"k": [text]}) == rule
        assert refused("metadata", parse_metadata, {text: 1}) == rule
        assert token[3:40] not in refused("m", parse_metadata, {text: 1}, "m")
    assert parse_name("kv_store", "name") == "kv_store"


@pytest.mark.promise("AGT-5", "AGT-6")
def test_metadata():
    assert parse_metadata(None) == "{}"
    assert parse_metadata({"b": 1, "maxCalls": "data"}) == '{"b":1,"maxCalls":"data"}'
    room = 8192 - len('{"k":""}')
    assert len(parse_metadata({"k": "x" * room})) == 8192
    assert "8192 bytes" in refused("metadata", parse_metadata, {"k": "x" * (room + 1)})
    assert parse_metadata({"k": "é" * (room // 2)})
    refused("metadata", parse_metadata, {"k": "é" * (room // 2 + 1)})
    refused("metadata", parse_metadata, [1])
    refused("metadata.k", parse_metadata, {"k": float("nan")})
    refused("m", parse_metadata, "text", "m")


def permission(resource="a", actions=("read",), **more):
    return {"resource": resource, "actions": list(actions), **more}


@pytest.mark.promise("AGT-5", "AGT-6")
def test_lists_of_permissions():
    assert parse_permissions([]) == ()
    assert len(parse_permissions([permission()] * 100)) == 100
    assert "at most 100" in refused("permissions", parse_permissions, [permission()] * 101)
    assert parse_permissions((permission(),)) == parse_permissions([permission()])
    for wrong in (None, "a", {"resource": "a"}, 1):
        assert refused("permissions", parse_permissions, wrong) == "must be a list of permissions"
    refused("permissions[1].resource", parse_permissions, [permission(), permission("a::b")])
    refused("p[0]", parse_permissions, ["a:read"], "p")


@pytest.mark.promise("AGT-5", "AGT-6")
def test_lists_of_actions():
    fifty = [f"act{n}" for n in range(50)]
    assert Permission.parse(permission(actions=fifty), "p").actions == tuple(sorted(fifty))
    assert "at most 50" in refused("p.actions", Permission.parse, permission(actions=[*fifty, "x"]), "p")
    for wrong in (None, "read", {}, 5):
        message = refused("p.actions", Permission.parse, permission() | {"actions": wrong}, "p")
        assert message == 'must be a non-empty list of action names, or ["*"]'
    refused("p.actions", Permission.parse, permission(actions=[]), "p")
    refused("p.actions[1]", Permission.parse, permission(actions=["read", "wri te"]), "p")
    assert Permission.parse(permission(actions=["b", "a", "b"]), "p").actions == ("a", "b")
    assert Permission.parse(permission(actions=["b", "*", "a"]), "p").actions == ("*",)
    assert Permission.parse(permission() | {"actions": ("read",)}, "p").actions == ("read",)


@pytest.mark.promise("AGT-6", "API-6", "PRM-2")
def test_one_permission():
    full = {"effect": "allow", "resource": "a:*", "actions": ["read"], "constraints": {"max_calls": 3}}
    parsed = Permission.parse(full, "p")
    assert parsed.allow
    assert parsed.wire() == {"resource": "a:*", "actions": ["read"], "constraints": {"maxCalls": 3}}
    assert Permission.parse(parsed.wire(), "p") == parsed
    denied = Permission.parse(permission(effect="deny"), "p")
    assert not denied.allow
    assert denied.wire() == permission(effect="deny")
    assert (parsed.folded().allow, denied.folded().allow) == (True, False)
    assert Permission.parse(permission(effect="deny", constraints=None), "p") == denied
    assert Permission.parse(permission(effect="deny", constraints={}), "p") == denied
    limited = permission(effect="deny", constraints={"maxCalls": 1})
    message = refused("p.constraints", Permission.parse, limited, "p")
    assert message == "a deny permission carries none; put them on an allow permission"
    refused("p.constraints.maxCalls", Permission.parse, permission(constraints={"maxCalls": -1}), "p")
    for effect in ("Allow", None, True, ["allow"]):
        message = refused("p.effect", Permission.parse, permission(effect=effect), "p")
        assert message == 'must be "allow" or "deny"'
    for name in ("resource", "actions"):
        missing = {key: value for key, value in permission().items() if key != name}
        assert refused(f"p.{name}", Permission.parse, missing, "p") == "is required"
    assert "did you mean resource" in refused("p.resorce", Permission.parse, permission(resorce="a"), "p")
    refused("p", Permission.parse, None, "p")


@pytest.mark.promise("AGT-5")
def test_patterns_of_one_agent_are_counted_on_all_its_levels():
    def approvals(count, of):
        return {"requireApprovalFor": [f"{of}{n}:x" for n in range(count)]}

    def rules(count):
        return {"argPatterns": {f"p{n}": ["a", "b"] for n in range(count)}}

    def count(own, *levels):
        held = parse_permissions([permission(constraints=level) for level in levels])
        check_patterns(held, Constraints.parse(own))

    count(approvals(60, "a") | rules(10), approvals(10, "b"), rules(5))
    for own, levels in (
        (approvals(61, "a") | rules(10), [approvals(10, "b"), rules(5)]),
        (approvals(60, "a") | rules(11), [approvals(10, "b"), rules(5)]),
        (approvals(60, "a") | rules(10), [approvals(11, "b"), rules(5)]),
        (approvals(60, "a") | rules(10), [approvals(10, "b"), rules(6)]),
    ):
        assert "at most 100" in refused("permissions", count, own, *levels)
    count(None)


@pytest.mark.promise("AGT-5", "ARG-1")
def test_what_an_agent_may_cost_to_compile_and_to_store():
    def rules(count):
        return {"argPatterns": {f"p{n}": "a{1000}" for n in range(count)}}

    check_patterns(parse_permissions([permission(constraints=rules(5))]), Constraints.parse(rules(5)))
    heavy = parse_permissions([permission(constraints=rules(6))])
    assert "weigh at most 10000" in refused("permissions", check_patterns, heavy, Constraints.parse(rules(5)))

    def sized(more):
        texts = {f"p{n}": {"const": "x" * 65_000} for n in range(4)} | {"q": {"const": "x" * more}}
        return Constraints.parse({"argPatterns": texts})

    room = 256 * 1024 - len(codec.canonical([[], sized(0).wire()]))
    assert check_patterns((), sized(room)) is None
    assert "characters of JSON" in refused("permissions", check_patterns, (), sized(room + 1))
    listed = {"ipAllowlist": [f"2001:db8:1234:5678:9abc:def0:1234:{n:x}" for n in range(4096, 4096 + 500)]}
    assert check_patterns(parse_permissions([permission(constraints=listed)] * 10), NONE) is None
    large = parse_permissions([permission(constraints=listed)] * 13)
    assert "characters of JSON" in refused("permissions", check_patterns, large, NONE)
    assert "characters of JSON" in refused(
        "permissions", check_patterns, large[1:], Constraints.parse(listed)
    )


# -- one agent ---------------------------------------------------------------------------------------------------------


@pytest.mark.promise("PRM-2")
@given(st.lists(st.sampled_from(worlds.PATTERN_TEXTS), max_size=6))
def test_the_most_specific_permission_comes_first(patterns):
    held = [permission(text, ["*"]) for text in patterns]
    expected = [p["resource"] for p in sorted(held, key=functools.cmp_to_key(model._before))]
    assert [p.pattern.text for p in agent("a", held).allows] == expected


@pytest.mark.promise("PRM-2")
def test_the_order_in_which_a_list_is_written_does_not_decide_which_comes_first():
    choices = [1, "b", True, "a"]
    orders = {
        Permission.parse(permission(constraints={"argPatterns": {"x": {"oneOf": list(each)}}}), "p").order
        for each in itertools.permutations(choices)
    }
    assert len(orders) == 1


@pytest.mark.promise("PRM-1", "PRM-2")
@given(worlds.permissions(most=4))
def test_denies_stand_apart_and_in_lower_case(held):
    one = agent("a", held)
    assert len(one.allows) + len(one.denies) == len(held)
    assert all(p.allow for p in one.allows)
    for p in one.denies:
        assert not p.allow
        assert (p.pattern.text, p.actions) == (p.pattern.text.lower(), tuple(a.lower() for a in p.actions))


def test_approval_patterns_of_all_levels():
    held = [permission(constraints={"requireApprovalFor": ["X:pay", "y:*"]}), permission("b")]
    assert agent("a", held, {"requireApprovalFor": ["*"]}).approval_texts == {"x:pay", "y:*", "*"}


@pytest.mark.promise("RATE-5")
def test_the_name_of_a_level():
    def level(resource, actions):
        return Permission.parse(permission(resource, actions), "p").level

    assert level("a:*", ["write", "read"]) == "a:* read,write"
    assert level("a", ["*"]) == "a *"
    assert level("a,b", ["read", "write"]) == "a,b read,write"
    assert level("a", ["write", "read,all"]) == "a  read,all write"  # meters are stored under these names
    # A comma may be part of an action's name: other actions have another meter.
    split = [["x,y"], ["x", "y"], ["x,y", "z"], ["x", "y,z"], ["x", "y", "z"], ["x,y,z"], ["x,", "y"]]
    assert len({level("a", actions) for actions in split}) == len(split)
    long = ":".join(["x" * 99, "y" * 95])
    assert level(long, ["read"]) == f"{long} read"
    assert len(level(long, ["read"])) == 200
    one, other = level(long, ["reads"]), level(long, ["ready"])
    assert one != other
    assert one[:120] == f"{long} reads"[:120]
    assert one[120] == "#"
    assert len(one) == len(other) == 120 + 1 + 64


def test_states_have_the_names_that_are_stored_and_shown():
    assert [status.value for status in Status] == ["active", "suspended", "revoked"]


def test_what_an_agent_is_when_nothing_else_is_said():
    one = Agent(id="a", kind=Kind.SERVICE, user_id=None, name="a", digest=b"", created_at=1, changed_at=1)
    assert (one.n, one.root, one.parent, one.depth, one.max_depth) == (0, 0, None, 0, DEFAULT_DEPTH)
    assert (one.status, one.version, one.metadata, one.expires_at) == (Status.ACTIVE, 1, "{}", None)
    assert (one.permissions, one.constraints, one.observe_until, one.by_token) == ((), NONE, None, False)
    assert (one.tenant_id, one.old_digest, one.old_until, one.unreadable) == (None, None, None, None)


def test_secrets_of_an_agent_are_not_in_its_repr():
    text = repr(agent("a", digest=b"secret-1", old_digest=b"secret-2"))
    assert "secret" not in text


@pytest.mark.promise("DEL-4")
@given(
    st.lists(st.tuples(st.sampled_from(Status), st.sampled_from([None, 9, 10, 11])), min_size=1, max_size=4)
)
@example([(Status.ACTIVE, None), (Status.SUSPENDED, None), (Status.REVOKED, None)])
def test_the_effective_state(states):
    line = tuple(agent(f"a{n}", status=status, expires_at=at) for n, (status, at) in enumerate(states))
    own = ["expired" if status is Status.ACTIVE and at in {9, 10} else status.value for status, at in states]
    assert [each.state(10) for each in line] == own
    assert [each.expired(10) for each in line] == [at in {9, 10} for _, at in states]
    assert effective_state(line, 10) == next((state for state in own if state != "active"), "active")


@pytest.mark.promise("FC-1")
def test_an_agent_that_cannot_be_read_is_unreadable_unless_it_is_stopped():
    for ends in (None, 9, 11):
        assert agent("a", unreadable="name", expires_at=ends).state(10) == "unreadable"
        for status in (Status.SUSPENDED, Status.REVOKED):
            assert agent("a", unreadable="name", expires_at=ends, status=status).state(10) == status.value


@pytest.mark.promise("FC-1", "DEL-4")
def test_a_line_that_ends_below_a_root_is_unreadable():
    child, lost = agent("c", parent=2), agent("m", parent=3)
    assert effective_state((child, replace(lost, parent=None)), 10) == "active"
    assert effective_state((child, lost), 10) == effective_state((child,), 10) == "unreadable"
    assert effective_state((replace(child, status=Status.SUSPENDED), lost), 10) == "suspended"


def test_the_times_are_those_that_a_datetime_can_say():
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert epoch + timedelta(microseconds=FIRST_TIME) == datetime(1, 1, 1, tzinfo=UTC)
    assert epoch + timedelta(microseconds=LAST_TIME) == datetime(
        9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC
    )


@pytest.mark.promise("PRM-1")
@given(worlds.permissions(most=2, denies=False), worlds.permissions(most=2, denies=False))
def test_one_permission_covers_another(first, second):
    for one, other in itertools.product(first, second):
        mine, theirs = Permission.parse(one, "p"), Permission.parse(other, "p")
        assert mine.names(theirs.actions) is (
            "*" in one["actions"] or set(theirs.actions) <= set(one["actions"])
        )
        assert mine.covers(theirs) is (accesses_of(one) >= accesses_of(other))
        assert mine.meets(theirs) is theirs.meets(mine) is bool(accesses_of(one) & accesses_of(other))


# -- DEL-1: a child lies within its parent -----------------------------------------------------------------------------


def covered_by_one(parent, wanted, action):
    """By enumeration: some allow of the parent speaks of everything that is wanted under one action."""
    return any(
        ("*" in p["actions"] or action in p["actions"])
        and resources_of(p["resource"]) >= resources_of(wanted["resource"])
        for p in parent
        if p.get("effect") != "deny"
    )


def inside_a_deny(parent, wanted, action):
    return any(
        model.names([a.lower() for a in p["actions"]], action.lower())
        and all(
            model.matches(p["resource"].lower().split(":"), text.lower().split(":"))
            for text in resources_of(wanted["resource"])
        )
        for p in parent
        if p.get("effect") == "deny"
    )


@pytest.mark.promise("DEL-1")
@given(worlds.permissions(most=4), worlds.permissions(most=3))
def test_what_is_delegated_lies_within_the_parent(parent, child):
    first = next(
        (
            (n, p["resource"], action)
            for n, p in enumerate(child)
            if p.get("effect") != "deny"
            for action in Permission.parse(p, "p").actions
            if not covered_by_one(parent, p, action) or inside_a_deny(parent, p, action)
        ),
        None,
    )
    holder, wanted = agent("parent", parent), parse_permissions(child)
    if first is None:
        check_within(holder, wanted)
        # Said once more in full: whatever the child holds, one allow of the parent holds.
        held = [accesses_of(p) for p in parent if p.get("effect") != "deny"]
        for p in child:
            if p.get("effect") != "deny":
                assert accesses_of(p) <= set().union(*held)
        return
    with pytest.raises(ExceedsParent) as caught:
        check_within(holder, wanted)
    place, pattern, action = first
    assert str(caught.value).startswith(f"permissions[{place}]: {action!r} on {pattern!r} ")
    says = "more than the parent holds" if not covered_by_one(parent, child[place], action) else "is denied"
    assert says in str(caught.value)


@pytest.mark.promise("DEL-1", "ERR-2")
def test_what_lies_inside_a_deny_of_the_parent_is_refused_whatever_its_case():
    parent = agent(
        "parent",
        [
            permission("*", ["*"]),
            permission("a:B", ["READ"], effect="deny"),
            permission("x", ["*"], effect="deny"),
        ],
    )
    for wanted, action in (
        (permission("A:b", ["read"]), "read"),
        (permission("a:b", ["write", "Read"]), "Read"),
    ):
        with pytest.raises(ExceedsParent) as caught:
            check_within(parent, parse_permissions([permission("q"), wanted]))
        what = f"permissions[1]: {action!r} on {wanted['resource']!r}"
        assert str(caught.value) == f"{what} lies inside what the parent is denied; leave it out"
    beside = [permission("a:b", ["write"]), permission("a:c", ["read"]), permission("a:*", ["read"])]
    check_within(parent, parse_permissions(beside))  # what only overlaps is denied call by call


@pytest.mark.promise("DEL-1")
def test_what_a_child_keeps_is_not_asked_of_the_parent_again():
    parent = agent("parent", [permission("q")])
    kept = parse_permissions([permission("z"), permission("a:*", ["read", "write"])])
    for actions in (["read"], ["write", "read"]):
        wanted = parse_permissions([permission("a:*", actions), permission("q")])
        check_within(parent, wanted, kept)
        with pytest.raises(ExceedsParent):
            check_within(parent, wanted)
    for more in (permission("a:*", ["all"]), permission("a:*", ["*"]), permission("a:b"), permission("*")):
        with pytest.raises(ExceedsParent) as caught:  # it has not had that, or not under this pattern
            check_within(parent, parse_permissions([permission("a:*"), more]), kept)
        what = f"permissions[1]: {more['actions'][0]!r} on {more['resource']!r}"
        assert str(caught.value) == f"{what} is more than the parent holds; ask for less"


@pytest.mark.promise("DEL-1", "DEL-2", "DEL-3", "DEL-4")
@pytest.mark.parametrize("checked", [True, False], ids=["delegated by the rule", "whatever is stored"])
@given(st.data())
def test_no_descendant_may_ever_do_what_an_ancestor_may_not(checked, data):
    """Over random trees: every access, in every state of the meters. The chain alone holds this, checked or not."""
    nodes, parents = [], []
    number = itertools.count(1)
    for n in range(data.draw(st.integers(2, 5), label="agents")):
        parent = data.draw(st.integers(0, n - 1), label="parent") if n else None
        held = data.draw(worlds.permissions())
        if not n or data.draw(st.booleans()):
            held.append({"resource": "*", "actions": ["*"]})
        if checked and parent is not None:
            held = [p for p in held if delegable(nodes[parent].agent, p)]
        caps = data.draw(worlds.constraints(approvals=False))
        status = data.draw(st.sampled_from([Status.ACTIVE] * 5 + [Status.REVOKED]))
        one = agent(f"a{n}", held, caps, status=status)
        levels = ["agent", *(p.level for p in one.allows if p.constraints.metered)]
        meters = {level: next(number) for level in dict.fromkeys(levels)}
        nodes.append(Node(one, None if parent is None else nodes[parent], meters))
        parents.append(parent)
    used = {}
    for node in nodes:
        for meter in node.meters.values():
            used[meter] = Reading(meter)
            used[meter].roll(AT)
            used[meter].calls = used[meter].minute_calls = used[meter].day_calls = data.draw(
                st.integers(0, 3)
            )
            used[meter].spend(data.draw(st.sampled_from([0, 0, 40_000, 80_000])))
    ask = data.draw(worlds.asks())
    for resource, action in itertools.product(SHORT, ACTIONS):
        wanted = access(resource, action, ask.arguments, ask.ip, ask.cost)
        may = []
        for n, node in enumerate(nodes):
            plan = node.plan(resource, action)
            alive = all(place.agent.status is Status.ACTIVE for place in node.chain)
            # One cost for everybody: what the lowest descendant would book.
            cost = max(cost_of(each.plan(resource, action), wanted) for each in nodes)
            verdict = decide.judge(plan, decide.screen(plan, wanted), cost, used, AT)
            may.append(alive and verdict.outcome is Outcome.ALLOW)
            if parents[n] is not None and may[n]:
                assert may[parents[n]], (resource, action)


def delegable(parent, wanted):
    try:
        check_within(parent, parse_permissions([wanted]))
    except ExceedsParent:
        return False
    return True


@pytest.mark.promise("DEL-3", "EX-1")
@given(st.integers(0, 6), st.integers(1, 5), st.lists(st.integers(0, 4), max_size=20))
def test_splitting_an_allowance_among_children_never_multiplies_it(cap, children, callers):
    held = [permission("*", ["*"])]
    root = Node(agent("root", held, {"maxCalls": cap}), None, {"agent": 1})
    nodes = [Node(agent(f"c{n}", held), root, {"agent": n + 2}) for n in range(children)]
    used = {n: Reading(n) for n in range(1, children + 2)}
    allowed = 0
    for caller in callers:
        verdict = decide.judge(nodes[caller % children].plan("a", "read"), {}, 0, used, AT)
        decide.take(verdict, 0)
        allowed += verdict.outcome is Outcome.ALLOW
    assert allowed == min(cap, len(callers)) == used[1].calls
    assert sum(used[n + 2].calls for n in range(children)) == allowed


# -- AGT-1: what can only narrow ---------------------------------------------------------------------------------------


@st.composite
def updates(draw, old):
    """The agent after an update that mostly narrows: often it is told to be narrower, and must be."""
    new = copy.deepcopy(old)
    for _ in range(draw(st.integers(1, 3))):
        held = new["permissions"]
        what = draw(
            st.sampled_from(["drop", "act", "add", "cap", "pattern", "copy", "deny", "loosen", "own"])
        )
        if what == "own":
            new["constraints"] |= draw(worlds.constraints())
        elif what == "deny":
            held.append(permission(draw(st.sampled_from(worlds.PATTERN_TEXTS)), ["*"], effect="deny"))
        elif what == "add":
            held += draw(worlds.permissions(most=1))
        elif held:
            place = draw(st.integers(0, len(held) - 1))
            one = held[place]
            if what == "drop":
                del held[place]
            elif what == "act":
                one["actions"] = [draw(st.sampled_from(one["actions"]))]
            elif what == "pattern":
                one["resource"] = draw(st.sampled_from(worlds.PATTERN_TEXTS))
            elif what == "copy":
                held.append(copy.deepcopy(one))
            elif one.get("effect") != "deny":
                caps = one.setdefault("constraints", {})
                if what == "cap":
                    caps |= draw(worlds.constraints())
                elif caps:
                    caps.pop(draw(st.sampled_from(sorted(caps))))
    return new


def built(wire):
    return agent(wire["id"], wire["permissions"], wire["constraints"])


@st.composite
def states(draw, one):
    """What each level may have used."""
    used = {}
    for level in ["agent", *(p.level for p in one.allows if p.constraints.metered)]:
        used[level] = reading = Reading(0)
        reading.roll(AT)
        reading.minute_calls = reading.day_calls = reading.calls = draw(st.integers(0, 4))
        reading.throttle_calls = draw(st.integers(0, 1))
        reading.spend(draw(st.sampled_from([0, 30_000, 40_000, 90_000])))
    return used


def carried(old, new, used):
    """What the levels of the new agent have used: their own, or what they were cut out of had (RATE-5)."""
    out = {}
    for p in [None, *(p for p in new.allows if p.constraints.metered)]:
        level = "agent" if p is None else p.level
        sources = (
            [used[level]]
            if level in used
            else [used[q.level] for q in old.allows if q.level in used and q.covers(p)]
        )
        out[level] = reading = Reading(0)
        reading.roll(AT)
        for name in ("minute_calls", "day_calls", "calls", "throttle_calls", "day_usd", "month_usd", "usd"):
            setattr(reading, name, max((getattr(each, name) for each in sources), default=0))
    return out


def verdicts(one, used, ask):
    node = compiled(one)
    numbered = {n: used[level] for level, n in node.meters.items()}
    for resource, action in itertools.product(SHORT, ACTIONS):
        wanted = access(resource, action, ask.arguments, ask.ip, ask.cost)
        plan = node.plan(resource, action)
        verdict = decide.judge(plan, decide.screen(plan, wanted), cost_of(plan, wanted), numbered, AT)
        yield (resource, action), verdict.outcome is Outcome.ALLOW, plan.approval


@pytest.mark.promise("AGT-1")
@given(st.data(), worlds.chains(most=1))
def test_what_only_narrows_allows_nothing_new(data, chain):
    """`widening` says None: then no access, in no state of the meters, is allowed that was not, or asks nobody where it did."""
    [wire] = chain
    old, new = built(wire), built(data.draw(updates(wire)))
    if widening(old, new) is not None:
        return
    used = data.draw(states(old))
    ask = data.draw(worlds.asks())
    before = {key: (allowed, asked) for key, allowed, asked in verdicts(old, used, ask)}
    for key, allowed, asked in verdicts(new, carried(old, new, used), ask):
        assert allowed <= before[key][0], key
        assert asked >= before[key][1], key


@pytest.mark.promise("AGT-1", "RATE-5")
def test_a_limited_permission_cannot_move_onto_another_ones_meter():
    """Two limited permissions of one pattern: the wider cap may not be taken to the other one's meter."""
    old = agent(
        "a",
        [
            permission("a", ["read", "write"], constraints={"maxCalls": 5}),
            permission("a", ["read"], constraints={"maxCalls": 2}),
        ],
    )
    assert widening(old, agent("a", [permission("a", ["read"], constraints={"maxCalls": 5})])) is not None
    assert widening(old, agent("a", [permission("a", ["read"], constraints={"maxCalls": 2})])) is None
    assert widening(old, agent("a", [permission("a", ["write"], constraints={"maxCalls": 5})])) is None


@pytest.mark.promise("AGT-1", "BUD-2")
def test_a_reserve_stays_for_the_calls_it_books_for():
    """A smaller booking brings more calls under a budget, so a reserve goes only with all that it was booked for."""
    reserved = permission("a:*", ["read"], constraints={"reserveUsdPerCall": 1})
    plain = permission("a:b", ["read", "write"])
    caps = {"budgetUsdPerDay": 5}
    old = agent("a", [reserved, plain], caps)
    assert "reserveUsdPerCall" in widening(old, agent("a", [plain], caps))
    assert widening(old, old) is None
    least = agent("a", [permission("a:*", ["read"], constraints={"reserveUsdPerCall": "0.000001"}), plain])
    assert "reserveUsdPerCall" in widening(least, agent("a", [plain]))
    assert widening(old, agent("a", [permission("a:b", ["write"])], caps)) is None
    assert widening(old, agent("a", [reserved], caps)) is None
    assert widening(old, agent("a", [plain], caps | {"reserveUsdPerCall": 1})) is None
    assert widening(old, agent("a", [plain | {"constraints": {"reserveUsdPerCall": 1}}], caps)) is None
    elsewhere = permission("b", ["read"])
    old = agent("a", [reserved, elsewhere], caps)
    assert widening(old, agent("a", [elsewhere], caps)) is None


def two(**changes):
    """An agent, and the same with changes."""
    base = agent(
        "a",
        [permission("a:*", ["read", "write"], constraints={"maxCalls": 5}), permission("b", ["read"])],
        {"maxCallsPerDay": 5, "requireApprovalFor": ["x:y"]},
        expires_at=100,
        max_depth=3,
        observe_until=50,
    )
    return base, replace(base, **changes)


@pytest.mark.promise("AGT-1")
@pytest.mark.parametrize(
    ("changes", "wider"),
    [
        ({}, None),
        ({"expires_at": 99}, None),
        ({"expires_at": 101}, "expires_at"),
        ({"expires_at": None}, "expires_at"),
        ({"max_depth": 2}, None),
        ({"max_depth": 4}, "max_depth"),
        ({"observe_until": 49}, None),
        ({"observe_until": None}, None),
        ({"observe_until": 51}, "unsafe_observe"),
        ({"name": "other"}, None),
    ],
)
def test_the_agents_own_fields(changes, wider):
    told = widening(*two(**changes))
    assert told is None if wider is None else told.startswith(f"{wider}: may only be ")


@pytest.mark.promise("AGT-1")
def test_an_expiry_may_be_added_and_an_observation_may_not():
    base = agent("a")
    assert widening(base, replace(base, expires_at=1)) is None
    assert widening(base, replace(base, observe_until=1)) is not None


OWN = {"maxCallsPerDay": 5, "requireApprovalFor": ["x:y"]}


@pytest.mark.promise("AGT-1")
@pytest.mark.parametrize(
    ("constraints", "wider"),
    [
        (OWN, None),
        (OWN | {"maxCallsPerDay": 4}, None),
        (OWN | {"budgetUsd": 1}, None),
        (OWN | {"requireApprovalFor": ["x:y", "z:*"]}, None),
        (OWN | {"maxCallsPerDay": 6}, "constraints.maxCallsPerDay: may only be narrowed"),
        ({"requireApprovalFor": ["x:y"]}, "constraints.maxCallsPerDay: may only be narrowed"),
        ({"maxCallsPerDay": 5}, "requireApprovalFor: 'x:y' must stay; put it on the agent's constraints"),
        (
            OWN | {"requireApprovalFor": ["x:*"]},
            "requireApprovalFor: 'x:y' must stay; put it on the agent's constraints",
        ),
    ],
)
def test_its_constraints(constraints, wider):
    base, _ = two()
    assert widening(base, replace(base, constraints=Constraints.parse(constraints))) == wider


@pytest.mark.promise("AGT-1")
@pytest.mark.parametrize(
    ("held", "wider"),
    [
        ([], None),
        ([permission("b", ["read"])], None),
        ([permission("a:*", ["read"], constraints={"maxCalls": 5})], None),
        ([permission("a:*", ["read"], constraints={"maxCalls": 4})], None),
        ([permission("a:*", ["read"], constraints={"maxCalls": 6})], "a:* read"),
        ([permission("a:*", ["read"])], "a:* read"),
        ([permission("a:*", ["*"], constraints={"maxCalls": 5})], "a:* *"),
        # Two pieces of a limited permission would have two meters.
        ([permission("a:b", ["read"], constraints={"maxCalls": 5})], "a:b read"),
        (
            [permission("a:*", [act], constraints={"maxCalls": 5}) for act in ("read", "write")],
            "a:* write",
        ),
        # Two pieces of one without limits are only less.
        ([permission("b", ["read"], constraints={"maxCalls": 1})] * 2, None),
        ([permission("*", ["read"])], "* read"),
        ([permission("c", ["*"], effect="deny")], None),
    ],
)
def test_its_permissions(held, wider):
    base, _ = two()
    told = widening(base, replace(base, permissions=parse_permissions(held)))
    assert told == (None if wider is None else f"permissions: {wider!r} is more than the agent held")


@pytest.mark.promise("AGT-1")
def test_approvals_of_a_removed_permission_stay():
    base = agent("a", [permission(constraints={"requireApprovalFor": ["p:q"]})])
    assert (
        widening(base, agent("a", []))
        == "requireApprovalFor: 'p:q' must stay; put it on the agent's constraints"
    )
    assert widening(base, agent("a", [], {"requireApprovalFor": ["p:q"]})) is None


@pytest.mark.promise("AGT-1")
@given(worlds.permissions(most=3), worlds.permissions(most=3))
def test_denies_may_only_be_added(before, after):
    before = [p for p in before if p.get("effect") == "deny"]
    after = [p for p in after if p.get("effect") == "deny"]
    told = widening(agent("a", before), agent("a", after))

    def denied(held):
        return {
            key for p in held for key in itertools.product(RESOURCES, ACTIONS) if model.covers_access(p, *key)
        }

    if told is None:
        assert denied(before) <= denied(after)
    else:
        assert told.startswith("permissions: the deny on ")
    assert widening(agent("a", before), agent("a", before + after)) is None


def test_constraints_of_nothing_are_shared():
    assert Permission.parse(permission(), "p").constraints is NONE
