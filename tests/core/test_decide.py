"""The laws of the decision, against a naive recursive model written from the specification (judgement_model)."""

from __future__ import annotations

import copy
import json
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import judgement_model as model
import worlds
from core_world import access, agent, compiled, cost_of, names, readings
from pykavach.core import decide
from pykavach.core.access import NEVER_CLEARS, Code, Finding, Outcome, foremost
from pykavach.core.addresses import Allowlist
from pykavach.core.agents import Status
from pykavach.core.meters import Windows
from pykavach.core.plan import death

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: A midnight: 2024-10-04.
AT = Windows.at(20_000 * 86_400_000_000)


def us(when: datetime) -> int:
    return (when - EPOCH) // timedelta(microseconds=1)


def chain_of(chain, **more):
    return compiled(*(agent(a["id"], a["permissions"], a["constraints"], **more) for a in chain))


class World:
    """A compiled chain with its readings, asked one access after the other."""

    def __init__(self, chain, **more):
        self.node = chain_of(chain, **more)
        self.meters = names(self.node)
        self.used = readings(self.node)

    def judge(self, ask):
        self.wanted = access(ask.resource, ask.action, ask.arguments, ask.ip, ask.cost)
        self.plan = self.node.plan(ask.resource, ask.action)
        self.screened = decide.screen(self.plan, self.wanted)
        self.cost = cost_of(self.plan, self.wanted)
        self.at = Windows.at(us(ask.now))
        return decide.judge(self.plan, self.screened, self.cost, self.used, self.at)

    def charges(self, verdict):
        return {self.meters[reading.id]: throttled for level, reading, throttled in verdict.charges}

    def counts(self):
        return {n: reading.row() for n, reading in self.used.items()}


def shape(world, verdict):
    """What a verdict says, without the sentences."""
    findings = [(f.code, f.agent, f.level, f.rule, f.used, f.limit, f.clears) for f in verdict.findings]
    return verdict.outcome, sorted(findings, key=repr), world.charges(verdict), verdict.throttled


# -- law 1: the least of the greatest of the least ---------------------------------------------------------------------


@pytest.mark.promise("PRM-2", "DEC-1", "DEL-2", "DEL-3", "RATE-1", "RATE-2", "RATE-3", "RATE-4", "RATE-5")
@pytest.mark.promise("BUD-2", "BUD-3", "BUD-4", "EX-1", "HRS-1", "IP-2")
@given(worlds.chains(), worlds.stories())
def test_every_verdict_is_the_models(chain, story):
    world, history = World(chain), {}
    for ask in story:
        expected = model.judge(chain, ask, history)
        verdict = world.judge(ask)
        assert world.plan.approval is expected.approval
        assert Decimal(world.cost) == expected.cost * 10**6
        assert (verdict.outcome is Outcome.ALLOW) is expected.allowed
        assert world.charges(verdict) == expected.charges
        assert verdict.throttled is expected.throttled
        if expected.allowed:
            assert verdict.findings == []
            decide.take(verdict, world.cost)
            model.take(history, expected, ask.now)
            continue
        gist = decide.gist(verdict)
        assert gist.code.value in expected.codes()
        assert sorted((f.agent, f.code.value) for f in verdict.findings) == sorted(
            (chain[f.agent]["id"], f.code) for f in expected.refusals
        )
        clears = expected.clears()
        wait = decide.retry_after(gist, us(ask.now))
        if clears is None or clears == model.FOREVER:
            assert wait is None
        else:
            assert wait == math.ceil((clears - ask.now) / timedelta(seconds=1))


@given(worlds.chains(), worlds.stories(most=6))
def test_the_short_way_and_the_long_way_agree(chain, story):
    """`admit` builds no findings; where it admits, `_judge` allows with the same charges, and the other way round."""
    world = World(chain)
    for ask in story:
        verdict = world.judge(ask)
        arguments = (world.cost, world.used, world.at)
        long = decide._judge(world.plan, world.screened, *arguments)
        assert shape(world, verdict) == shape(world, long)
        if not world.screened and not world.plan.refusals:
            short = decide.admit(world.plan, *arguments)
            assert (short is not None) is (long.outcome is Outcome.ALLOW)
            assert short is None or short == long.charges
        decide.take(verdict, world.cost)


@pytest.mark.promise("PRM-3", "IP-2")
@given(worlds.chains(), worlds.stories(most=6))
def test_what_is_screened_out_is_every_level_with_something_to_say(chain, story):
    """The short way of `screen` passes exactly the levels of which the long way finds nothing."""
    world = World(chain)
    for ask in story:
        world.judge(ask)
        said = {level: decide._screen(level, world.wanted) for level in world.plan.screened}
        assert world.screened == {level: found for level, found in said.items() if found}


@pytest.mark.promise("ARG-1", "PRM-3")
@pytest.mark.parametrize(
    ("rules", "passes", "breaks"),
    [
        ({"argsOnly": True}, [None, {}], [{"to": "x"}]),
        ({"argPatterns": {"to?": "x"}}, [None, {}, {"to": "x"}, {"cc": 1}], [{"to": "y"}]),
        ({"argPatterns": {"to?": "x"}, "argsOnly": True}, [None, {"to": "x"}], [{"to": "y"}, {"cc": 1}]),
        ({"argPatterns": {"to": "x"}}, [{"to": "x"}], [None, {}, {"to": "y"}]),
    ],
)
def test_arguments_that_may_be_left_out_are_judged_where_they_are_given(rules, passes, breaks):
    """What a call without arguments may do says nothing of one with them."""
    node = compiled(agent("a", [{"resource": "*", "actions": ["*"]}], rules))
    plan = node.plan("x", "read")
    for arguments in passes:
        assert decide.screen(plan, access("x", "read", arguments)) == {}
    for arguments in breaks:
        [[finding]] = decide.screen(plan, access("x", "read", arguments)).values()
        assert finding.code is Code.ARGUMENT_MISMATCH


# -- laws 2 and 3: nothing permits by default, restrictions only restrict ----------------------------------------------


@pytest.mark.promise("PRM-2")
@given(worlds.constraints(), worlds.asks())
def test_an_agent_without_a_matching_permission_denies(caps, ask):
    world = World([{"id": "a", "permissions": [], "constraints": caps}])
    verdict = world.judge(ask)
    assert verdict.outcome is Outcome.DENY
    assert decide.gist(verdict).code is Code.NOT_PERMITTED
    assert verdict.charges == []


@st.composite
def restrictions(draw, chain):
    """The chain with one more restriction: a constraint, a deny, a permission less, or an ancestor."""
    tighter = copy.deepcopy(chain)
    place = draw(st.integers(0, len(chain) - 1))
    kind = draw(st.sampled_from(["constraint", "permission constraint", "deny", "remove", "ancestor"]))
    held = tighter[place]["permissions"]
    pool = {k: v for k, v in (worlds.METERED | worlds.CONDITIONS).items() if "Usd" in k or "max" not in k}
    name = draw(st.sampled_from(sorted(pool.keys() - {"throttleCallsPerMinute"})))
    if kind == "constraint":
        tighter[place]["constraints"].setdefault(name, draw(pool[name]))
    elif kind == "deny":
        held.insert(
            draw(st.integers(0, len(held))),
            {"effect": "deny", "resource": draw(st.sampled_from(worlds.PATTERN_TEXTS)), "actions": ["*"]},
        )
    elif kind == "permission constraint":
        # On every permission of that agent: on one alone it may hand the call to another, which is allowed to pass.
        for one in held:
            if one.get("effect") != "deny":
                one.setdefault("constraints", {}).setdefault(name, draw(pool[name]))
    elif kind == "remove":
        # What is removed must not take a reserve or an approval with it: to book less, or ask nobody, is no restriction.
        kept = {"reserveUsdPerCall", "requireApprovalFor"}
        plain = [p for p in held if p.get("effect") != "deny" and kept.isdisjoint(p.get("constraints", {}))]
        if plain:
            held.remove(draw(st.sampled_from(plain)))
    else:
        above = {
            "id": "above",
            "permissions": draw(worlds.permissions()),
            "constraints": draw(worlds.constraints()),
        }
        tighter.append(above)
    return tighter


@pytest.mark.promise("PRM-2", "DEL-2", "DEL-3")
@given(st.data(), worlds.chains(), worlds.stories(most=8))
def test_restrictions_only_restrict(data, chain, story):
    """Whatever has been used: what the tighter chain allows, the wider one allows too."""
    tighter = data.draw(restrictions(chain))
    loose, tight = World(chain), World(tighter)
    for ask in story:
        wide = loose.judge(ask)
        narrow = tight.judge(ask)
        assert narrow.outcome <= wide.outcome
        assert tight.plan.approval >= loose.plan.approval
        decide.take(wide, loose.cost)
        for n, key in tight.meters.items():
            for m, other in loose.meters.items():
                if key == other:  # both go on from the same state
                    tight.used[n].__init__(n, *loose.used[m].row()[1:])


# -- law 4: order is silent --------------------------------------------------------------------------------------------


def shuffled(draw, value):
    if isinstance(value, dict):
        return {key: shuffled(draw, value[key]) for key in draw(st.permutations(sorted(value)))}
    if isinstance(value, list):
        return [shuffled(draw, item) for item in draw(st.permutations(value))]
    return value


@pytest.mark.promise("PRM-2")
@given(st.data(), worlds.chains(), worlds.stories(most=6))
def test_order_is_silent(data, chain, story):
    one = World(chain)
    other = World([shuffled(data.draw, each) for each in chain])
    for ask in story:
        first, second = one.judge(ask), other.judge(ask)
        assert shape(one, first) == shape(other, second)
        if first.outcome is Outcome.DENY:
            # The sentence may list alternatives as they were written; everything else is the same.
            assert replace(decide.gist(first), sentence="") == replace(decide.gist(second), sentence="")
        decide.take(first, one.cost)
        decide.take(second, other.cost)


@pytest.mark.promise("PRM-2")
def test_lists_inside_constraints_do_not_decide_who_is_charged():
    """Two permissions of one pattern: which is tried first does not depend on how an allowlist is written."""

    def charged(first, second):
        held = [
            {"resource": "a:*", "actions": ["read"], "constraints": {"ipAllowlist": first, "maxCalls": 3}},
            {"resource": "a:*", "actions": ["read"], "constraints": {"ipAllowlist": second}},
        ]
        world = World([{"id": "a", "permissions": held, "constraints": {}}])
        ask = model.Ask("a:b", "read", None, "10.0.0.1", None, worlds.START)
        return world.charges(world.judge(ask))

    lists = (["10.0.0.1", "10.0.0.2"], ["10.0.0.2", "10.0.0.1"])
    assert len({str(charged(first, second)) for first in lists for second in lists}) == 1


# -- law 5: all or none ------------------------------------------------------------------------------------------------


@pytest.mark.promise("DEL-3", "RATE-3")
@given(worlds.chains(), worlds.stories(most=8))
def test_charges_are_taken_from_all_levels_or_from_none(chain, story):
    world = World(chain)
    for ask in story:
        verdict = world.judge(ask)
        before = {n: (r.calls, r.usd) for n, r in world.used.items()}
        decide.take(verdict, world.cost)
        after = {n: (r.calls, r.usd) for n, r in world.used.items()}
        changed = {n for n in after if after[n] != before[n]}
        if verdict.outcome is Outcome.ALLOW:
            own = {place.own.meter for place in world.node.chain}
            assert own <= changed
            assert all(after[n] == (before[n][0] + 1, before[n][1] + world.cost) for n in changed)
        else:
            assert not changed
            assert verdict.throttled is False


@given(worlds.chains(), worlds.asks())
def test_judging_takes_nothing(chain, ask):
    """Asking twice gives the same answer: only `take` changes counts."""
    world = World(chain)
    first = shape(world, world.judge(ask))
    before = world.counts()
    assert shape(world, world.judge(ask)) == first
    assert world.counts() == before


# -- law 6: total ------------------------------------------------------------------------------------------------------


class Raises:
    def __getattr__(self, name):
        raise RuntimeError("hunter2 went wrong")


NOT_CARRIED_OUT = "A check on this agent could not be carried out; an administrator must repair it."


@pytest.mark.promise("PRM-3", "FC-1")
def test_a_raising_check_denies_and_its_text_stays_inside():
    held = [{"resource": "a", "actions": ["read"]}]
    broken = replace(agent("child", held), constraints=replace(agent().constraints, hours=Raises()))
    node = compiled(broken)
    plan = node.plan("a", "read")
    verdict = decide.judge(plan, {}, 0, readings(node), AT)
    assert (verdict.outcome, verdict.charges, verdict.throttled) == (Outcome.DENY, [], False)
    [finding] = verdict.findings
    assert (finding.code, finding.agent, finding.rule) == (
        Code.UNREADABLE_CONSTRAINT,
        "child",
        "RuntimeError",
    )
    assert (finding.level, finding.sentence) == ("agent", NOT_CARRIED_OUT)
    assert "hunter2" not in repr(verdict.findings)
    explained = decide.explain(plan, {}, 0, readings(node), AT)[0]
    assert (explained.agent, explained.rule, explained.sentence) == ("child", "RuntimeError", NOT_CARRIED_OUT)


@pytest.mark.promise("PRM-3", "FC-1")
def test_a_raising_check_of_an_address_denies():
    class Broken(Allowlist):
        def admits(self, address):
            raise RuntimeError("hunter2 went wrong")

    held = [{"resource": "a", "actions": ["read"]}]
    caps = replace(agent().constraints, addresses=Broken(()))
    node = compiled(agent("child", held), replace(agent("root", held), constraints=caps))
    plan = node.plan("a", "read")
    screened = decide.screen(plan, access("a", "read", ip="10.0.0.1"))
    verdict = decide.judge(plan, screened, 0, readings(node), AT)
    assert (verdict.outcome, verdict.charges) == (Outcome.DENY, [])
    finding = decide.gist(verdict)
    assert (finding.code, finding.agent, finding.rule) == (Code.UNREADABLE_CONSTRAINT, "root", "RuntimeError")
    assert (finding.level, finding.sentence) == ("agent", NOT_CARRIED_OUT)
    assert "hunter2" not in repr(verdict.findings)


@pytest.mark.promise("PRM-3", "FC-1")
def test_a_reading_that_is_not_there_denies():
    node = compiled(agent("child", [{"resource": "a", "actions": ["read"]}]))
    verdict = decide.judge(node.plan("a", "read"), {}, 0, {}, AT)
    assert verdict.outcome is Outcome.DENY
    assert decide.gist(verdict).code is Code.UNREADABLE_CONSTRAINT
    found = decide.explain(node.plan("a", "read"), {}, 0, {}, AT)
    assert [f.code for f in found] == [Code.UNREADABLE_CONSTRAINT, Code.OK]
    assert found[0].level == "agent"


@pytest.mark.promise("FC-1", "AGT-6")
@pytest.mark.parametrize("place", [0, 1])
def test_what_is_unreadable_is_denied_wherever_it_stands(place):
    held = [{"resource": "*", "actions": ["*"]}]
    chain = [agent("child", held), agent("root", held)]
    chain[place] = replace(chain[place], unreadable="constraints", observe_until=10**18)
    node = compiled(*chain)
    plan = node.plan("a", "read")
    verdict = decide.judge(plan, {}, 0, readings(node), AT)
    assert verdict.outcome is Outcome.DENY
    assert verdict.observed is None
    gist = decide.gist(verdict)
    assert (gist.code, gist.agent, gist.rule) == (Code.UNREADABLE_CONSTRAINT, chain[place].id, "constraints")
    explained = decide.explain(plan, {}, 0, readings(node), AT)
    other = chain[1 - place].id
    assert [(f.agent, f.code.value) for f in explained if f.agent != other] == [
        (chain[place].id, "unreadable_constraint")
    ]
    assert [(f.agent, f.rule) for f in explained if f.agent == other] == [(other, "permissions")]


# -- DEC-1: which finding is given -------------------------------------------------------------------------------------

#: As the specification lists them.
BY_RANK = [
    "unreadable_constraint",
    "invalid_request",
    "not_permitted",
    "argument_mismatch",
    "ip_not_allowed",
    "low_trust",
    "approval_denied",
]
TIMED_CODES = ("off_hours", "rate_limited", "budget_exceeded", "budget_throttled")


def found(code, agent_id="a", clears=None):
    return Finding(Code(code), agent_id, "agent", "rule", "sentence", clears=clears)


@pytest.mark.promise("DEC-1")
@given(st.permutations([*BY_RANK, *TIMED_CODES, "approval_required"]), st.integers(1, 12))
def test_precedence(codes, count):
    findings = [found(code, clears=n) for n, code in enumerate(codes[:count])]
    first = foremost(findings).code.value
    ranked = [code for code in BY_RANK if code in codes[:count]]
    timed = [code for code in codes[:count] if code in TIMED_CODES]
    assert first == (ranked[:1] or timed[-1:] or ["approval_required"])[0]  # the last of them clears last


@pytest.mark.promise("DEC-1")
@pytest.mark.parametrize("code", [*BY_RANK, *TIMED_CODES, "approval_required"])
def test_nearest_agent_first(code):
    assert foremost([found(code, "near", 5), found(code, "far", 5)]).agent == "near"


@pytest.mark.promise("DEC-1")
def test_what_never_clears_is_given_before_what_clears_late():
    late, never = found("off_hours", clears=10**17), found("rate_limited", "far", NEVER_CLEARS)
    assert foremost([late, never]) is never
    assert foremost([found("rate_limited"), late]) is late


@pytest.mark.promise("IP-1")
def test_an_address_that_is_listed_is_no_refusal_where_another_rule_refuses():
    listed = {"ipAllowlist": ["198.51.100.5"]}
    plan = compiled(agent("a", [], {"argsOnly": True}), agent("b", [], listed)).plan("x", "read")
    [[finding]] = decide.screen(plan, access("x", "read", {"n": 1}, "198.51.100.5")).values()
    assert (finding.agent, finding.code) == ("a", Code.ARGUMENT_MISMATCH)


def test_a_sentence_that_says_when_to_try_again_ends_once():
    finding = Finding(Code.RATE_LIMITED, "a", "agent", "maxCalls", "It is used up.", clears=9_000_000)
    assert decide.reason(finding, "a", 0) == "It is used up; try again in 9 s."


# -- dead chains -------------------------------------------------------------------------------------------------------


@pytest.mark.promise("DEC-1", "DEL-4")
@given(
    st.lists(st.tuples(st.sampled_from(Status), st.sampled_from([None, 5, 10, 15])), min_size=1, max_size=4)
)
def test_the_nearest_dead_agent_ends_the_judgement(states):
    chain = [agent(f"a{n}", status=status, expires_at=at) for n, (status, at) in enumerate(states)]
    node = compiled(*chain)
    finding = death(node.chain, 10)
    assert (finding is None) is (node.alive and node.until > 10)  # the short form of it
    dead = [
        (n, "expired" if status is Status.ACTIVE else status.value)
        for n, (status, at) in enumerate(states)
        if status is not Status.ACTIVE or (at is not None and at <= 10)
    ]
    if not dead:
        assert finding is None
        return
    place, state = dead[0]
    assert (finding.agent, finding.code.value, finding.level, finding.rule) == (
        f"a{place}",
        state,
        "agent",
        "status",
    )
    whose = "This agent" if place == 0 else "An agent above this one"
    assert finding.sentence == f"{whose} is {state}."
    assert decide.reason(finding, "a0", 10) == finding.sentence


def test_an_unreadable_agent_is_judged_as_unreadable():
    unread = compiled(agent("a", expires_at=0, unreadable="expires_at"), agent("b", status=Status.SUSPENDED))
    assert death(unread.chain, 5).agent == "b"
    assert death(unread.chain[:1], 5) is None
    # A stop that can be read ends the judgement before anything else is looked at (DEC-1).
    chain = compiled(
        agent("a", status=Status.REVOKED, unreadable="name"), agent("b", status=Status.SUSPENDED)
    )
    assert death(chain.chain, 0).code.value == "revoked"
    assert chain.alive is compiled(agent("a", unreadable="name")).alive is False
    assert compiled(agent("a")).until == NEVER_CLEARS


# -- DEC-2: what a reason tells ----------------------------------------------------------------------------------------

RULES = {
    "argPatterns": {"title": "kept-secret-[0-9]+"},
    "ipAllowlist": ["203.0.113.77", "2001:db8:77::/48"],
    "allowedHoursUTC": "03:17-04:19",
    "maxCallsPerMinute": 0,
    "maxCallsPerDay": 0,
    "maxCalls": 0,
    "budgetUsdPerDay": "77.77",
    "budgetUsdPerMonth": "77.78",
    "budgetUsd": "77.79",
    "maxUsdPerCall": "77.76",
}


def refusal(rule, above):
    """The first finding and its reason, for a chain in which one level alone refuses by one rule."""
    free = [{"resource": "*", "actions": ["*"]}]
    strict = agent("strict", free, {rule: RULES[rule]})
    node = compiled(agent("child", free), strict) if above else compiled(strict)
    plan = node.plan("files:hidden", "read")
    arguments = {"title": "argument-value"}
    screened = decide.screen(plan, access("files:hidden", "read", arguments, "198.51.100.5"))
    verdict = decide.judge(plan, screened, 99_000_000, readings(node), AT)
    assert verdict.outcome is Outcome.DENY
    gist = decide.gist(verdict)
    return gist, decide.reason(gist, node.agent.id, AT.now)


SECRETS = ("argument-value", "203.0.113", "2001:db8", "198.51.100")


@pytest.mark.promise("DEC-2", "ERR-2")
@pytest.mark.parametrize("rule", sorted(RULES))
def test_an_agents_own_rule_is_named_with_what_would_pass(rule):
    gist, reason = refusal(rule, above=False)
    assert gist.rule.startswith(rule)
    assert all(secret not in reason for secret in SECRETS)
    shown = {
        "argPatterns": "kept-secret-[0-9]+",
        "ipAllowlist": "address allowlist",
        "allowedHoursUTC": "allowed hours (UTC); they open in 11820 s",
    }.get(rule, f"{rule} of {'$' if 'Usd' in rule else ''}{RULES[rule]}")
    assert shown in reason


@pytest.mark.promise("DEC-2")
@pytest.mark.parametrize("rule", sorted(RULES))
def test_of_a_rule_above_only_its_kind_is_named(rule):
    gist, reason = refusal(rule, above=True)
    assert gist.agent == "strict"
    assert "above this one" in reason
    told = (*SECRETS, "strict", rule, "kept-secret", "title", "77.7", "03:17")
    assert all(secret not in reason for secret in told)


@pytest.mark.promise("DEC-2")
@pytest.mark.parametrize("effect", ["deny", None])
def test_what_an_agent_above_does_not_permit_is_not_described(effect):
    held = [{"resource": "secret:*", "actions": ["*"]}]
    if effect:
        held = [{"resource": "*", "actions": ["*"]}, {**held[0], "effect": "deny"}]
    node = compiled(agent("child", [{"resource": "*", "actions": ["*"]}]), agent("root", held))
    resource = "secret:x" if effect else "other"
    verdict = decide.judge(node.plan(resource, "read"), {}, 0, readings(node), AT)
    [gist] = verdict.findings
    assert gist.code is Code.NOT_PERMITTED
    assert (
        decide.reason(gist, "child", 0)
        == "An agent above this one does not permit this action on this resource."
    )
    own = decide.reason(gist, "root", 0)
    assert own == (
        "A deny permission forbids this action on this resource."
        if effect
        else "No permission covers this action on this resource."
    )


#: What an agent is told of a rule above it.
TOLD_BELOW = {
    "unreadable_constraint": "What is stored about an agent above this one cannot be read.",
    "not_permitted": "An agent above this one does not permit this action on this resource.",
    "argument_mismatch": "A rule on arguments of an agent above this one does not admit this call.",
    "ip_not_allowed": "An address allowlist of an agent above this one does not admit this call.",
    "low_trust": "The trust score of an agent above this one is too low.",
    "off_hours": "It is outside the allowed hours of an agent above this one.",
    "rate_limited": "A call limit of an agent above this one is used up.",
    "budget_exceeded": "A budget of an agent above this one is used up or would be exceeded.",
    "budget_throttled": "A budget of an agent above this one is nearly used up, so calls are throttled.",
}


@pytest.mark.promise("DEC-2")
@pytest.mark.parametrize("code", [*BY_RANK[:1], *BY_RANK[2:6], *TIMED_CODES])
def test_every_kind_of_rule_has_a_sentence_for_those_below(code):
    assert decide.reason(found(code), "somebody below", 0) == TOLD_BELOW[code]


@pytest.mark.promise("DEC-2")
def test_a_missing_address_is_said_to_be_missing():
    node = compiled(agent("a", [{"resource": "*", "actions": ["*"]}], {"ipAllowlist": ["203.0.113.77"]}))
    plan = node.plan("x", "read")
    [[finding]] = decide.screen(plan, access("x", "read")).values()
    assert finding.code is Code.IP_NOT_ALLOWED
    assert finding.sentence == "The call states no usable address and an address allowlist applies."
    [[finding]] = decide.screen(plan, access("x", "read", ip="198.51.100.5")).values()
    assert finding.sentence == "The caller's address is not on the address allowlist."


@pytest.mark.parametrize(
    ("clears", "wait"),
    [
        (None, None),
        (NEVER_CLEARS, None),
        (NEVER_CLEARS - 1, -(-(NEVER_CLEARS - 1 - 10**6) // 10**6)),
        (10**6, 1),
        (0, 1),
        (1_000_001, 1),
        (2_000_000, 1),
        (2_000_001, 2),
        (61_000_000, 60),
    ],
)
def test_waits_are_whole_seconds_rounded_up_and_at_least_one(clears, wait):
    finding = found("rate_limited", clears=clears)
    assert decide.retry_after(finding, 10**6) == wait
    reason = decide.reason(finding, "a", 10**6)
    assert reason == ("sentence" if wait is None else f"sentence; try again in {wait} s.")


def test_hours_say_their_wait_themselves():
    assert decide.reason(found("off_hours", clears=5_000_000), "a", 0) == "sentence"


# -- explain -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("PRM-3")
@given(worlds.chains(), worlds.stories(most=6))
def test_explain_shows_every_check_of_every_level_and_takes_nothing(chain, story):
    world = World(chain)
    for ask in story:
        verdict = world.judge(ask)
        before = {n: (r.calls, r.usd, r.last_at) for n, r in world.used.items()}
        explained = decide.explain(world.plan, world.screened, world.cost, world.used, world.at)
        assert {n: (r.calls, r.usd, r.last_at) for n, r in world.used.items()} == before
        assert shape(world, world.judge(ask)) == shape(world, verdict)
        for refused in verdict.findings:
            assert refused in explained
        places = [world.node.chain_ids.index(f.agent) for f in explained]
        assert places == sorted(places), "nearest agent first"
        expected = []
        for stage, one in zip(world.plan.stages, chain, strict=True):
            expected.append((one["id"], "agent", "", one["constraints"]))
            expected += [
                (one["id"], model.level_name(p), "permissions", p.get("constraints", {}))
                for p in model.tried(one, ask)
            ]
            assert len(stage.allows) == len(model.tried(one, ask))
        for id, level, mark, caps in expected:
            shown = [f for f in explained if (f.agent, f.level) == (id, level)]
            for rule in {"allowedHoursUTC", *worlds.METERED} & caps.keys() - {"throttleCallsPerMinute"}:
                assert any(f.rule == rule for f in shown)
            assert not mark or any(f.rule == mark and f.outcome is Outcome.ALLOW for f in shown)
        for f in explained:
            if f.outcome is Outcome.ALLOW:
                assert (f.code, f.sentence) == (Code.OK, f"{f.rule} passes.")
            else:
                assert f.code is not Code.OK
        decide.take(verdict, world.cost)


@pytest.mark.promise("PRM-3")
def test_findings_carry_their_numbers():
    held = [{"resource": "*", "actions": ["*"], "constraints": {"maxCalls": 2}}]
    node = compiled(agent("a", held, {"budgetUsdPerDay": 1, "throttleCallsPerMinute": 1}))
    used, plan, at = readings(node), node.plan("x", "read"), AT
    for _ in range(2):
        decide.take(decide.judge(plan, {}, 400_000, used, at), 400_000)
    numbers = {
        f.rule: (f.outcome, f.used, f.limit, f.clears, f.level)
        for f in decide.explain(plan, {}, 100_000, used, at)
        if f.rule != "permissions"
    }
    assert numbers == {
        "budgetUsdPerDay": (Outcome.ALLOW, 800_000, 1_000_000, 20_001 * 86_400_000_000, "agent"),
        "throttleCallsPerMinute": (Outcome.ALLOW, 0, 1, AT.now + 60_000_000, "agent"),
        "maxCalls": (Outcome.DENY, 2, 2, NEVER_CLEARS, "* *"),
    }
    sentences = [f.sentence for f in decide.judge(plan, {}, 300_000, used, at).findings]
    assert sentences == [
        "budgetUsdPerDay of $1.00 is reached, or this call would exceed it.",
        "maxCalls of 2 is used up.",
    ]


@pytest.mark.promise("PRM-3", "HRS-1")
def test_open_hours_are_explained_as_passing():
    held = [{"resource": "*", "actions": ["*"]}]
    for window, outcome in (("00:00-01:00", Outcome.ALLOW), ("01:00-02:00", Outcome.DENY)):
        node = compiled(agent("a", held, {"allowedHoursUTC": window}))
        hours, _ = decide.explain(node.plan("x", "read"), {}, 0, readings(node), AT)
        assert (hours.rule, hours.outcome) == ("allowedHoursUTC", outcome)


@pytest.mark.promise("PRM-2")
def test_the_next_permission_is_tried_where_the_first_is_used_up_or_screened_out():
    first = {
        "resource": "a",
        "actions": ["read"],
        "constraints": {"maxCalls": 1, "maxUsdPerCall": 1, "ipAllowlist": ["10.0.0.1"]},
    }
    second = {"resource": "*", "actions": ["*"], "constraints": {"maxCalls": 3, "maxUsdPerCall": 1}}
    node = compiled(agent("a", [first, second]))
    plan, used = node.plan("a", "read"), readings(node)
    for ip, level in (("10.0.0.2", "* *"), ("10.0.0.1", "a read"), ("10.0.0.1", "* *")):
        verdict = decide.judge(plan, decide.screen(plan, access("a", "read", ip=ip)), 5, used, AT)
        assert (verdict.outcome, verdict.findings) == (Outcome.ALLOW, [])
        assert [charged.name for charged, _, _ in verdict.charges] == ["agent", level]
        decide.take(verdict, 5)
    # None passes any more at this price: what is told is the first one's.
    refused = decide.judge(plan, {}, 2_000_000, used, AT)
    told = [(f.level, f.rule, f.used, f.limit) for f in refused.findings]
    assert told == [("a read", "maxCalls", 1, 1), ("a read", "maxUsdPerCall", 2_000_000, 1_000_000)]


@pytest.mark.promise("BUD-3")
def test_what_is_taken_while_throttled_counts_as_such():
    node = compiled(agent("a", [{"resource": "*", "actions": ["*"]}], {"budgetUsd": 1}))
    used, plan = readings(node), node.plan("x", "read")
    for cost, throttled in ((800_000, 0), (0, 1), (0, 2)):
        decide.take(decide.judge(plan, {}, cost, used, AT), cost)
        assert [reading.throttle_calls for reading in used.values()] == [throttled]


@pytest.mark.promise("OBS-1", "BUD-3")
def test_what_an_observed_agent_lets_pass_counts_as_a_plain_call():
    node = compiled(agent("a", [], {"maxCalls": 0}, observe_until=10**18))
    used = readings(node)
    verdict = decide.judge(node.plan("x", "read"), {}, 0, used, AT)
    assert (verdict.outcome, verdict.throttled) == (Outcome.ALLOW, False)
    decide.take(verdict, 0)
    assert [(reading.calls, reading.throttle_calls) for reading in used.values()] == [(1, 0)]


@pytest.mark.promise("BUD-3", "DEC-2")
def test_a_throttled_refusal_says_so():
    node = compiled(
        agent("a", [{"resource": "*", "actions": ["*"]}], {"budgetUsd": 1, "throttleCallsPerMinute": 0})
    )
    used, plan, at = readings(node), node.plan("x", "read"), AT
    decide.take(decide.judge(plan, {}, 800_000, used, at), 800_000)
    gist = decide.gist(decide.judge(plan, {}, 1, used, at))
    assert gist.code is Code.BUDGET_THROTTLED
    assert gist.sentence == (
        "A budget is 80 % used, so throttleCallsPerMinute of 0 applies, and this minute's calls are used up."
    )
    gist = decide.gist(decide.judge(plan, {}, 200_001, used, at))
    assert gist.code is Code.BUDGET_EXCEEDED


def test_a_call_that_costs_too_much_is_told_what_would_pass():
    node = compiled(agent("a", [{"resource": "*", "actions": ["*"]}], {"maxUsdPerCall": "0.5"}))
    verdict = decide.judge(node.plan("x", "read"), {}, 500_001, readings(node), AT)
    [finding] = verdict.findings
    assert finding.sentence == "The call costs more than maxUsdPerCall of $0.50; a cheaper call passes."
    assert (finding.used, finding.limit) == (500_001, 500_000)
    assert decide.judge(node.plan("x", "read"), {}, 500_000, readings(node), AT).outcome is Outcome.ALLOW


# -- OBS-1 -------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("OBS-1")
@given(st.data(), worlds.chains(), worlds.stories(most=6))
def test_an_observed_agents_refusals_are_noted_and_let_pass(data, chain, story):
    """As if the observed agents had not refused, unless a person is asked; and what they refused is on record."""
    watched = {a["id"] for a in chain if data.draw(st.booleans())}
    nodes = [
        agent(
            a["id"], a["permissions"], a["constraints"], observe_until=10**18 if a["id"] in watched else None
        )
        for a in chain
    ]
    world = World(chain)
    world.node = compiled(*nodes)
    history = {}
    for ask in story:
        expected = model.judge(chain, ask, history)
        verdict = world.judge(ask)
        passed = [f for f in expected.refusals if chain[f.agent]["id"] in watched and not expected.approval]
        held = [f for f in expected.refusals if f not in passed]
        assert (verdict.outcome is Outcome.ALLOW) is (not held)
        assert sorted(f.code.value for f in verdict.findings) == sorted(f.code for f in held)
        noted = sorted((f.agent, f.code.value) for f in verdict.observed or ())
        assert noted == sorted((chain[f.agent]["id"], f.code) for f in passed)
        if held:
            assert verdict.charges == []
            continue
        charges = world.charges(verdict)
        assert len(charges) == len(verdict.charges), "no level is charged twice"
        assert {(a["id"], "agent") for a in chain} <= charges.keys(), "a call let pass is counted"
        decide.take(verdict, world.cost)
        for key, throttled in charges.items():
            history.setdefault(key, []).append(model.Charged(ask.now, expected.cost, throttled))


@pytest.mark.promise("OBS-1")
@pytest.mark.parametrize(
    ("until", "outcome"), [(AT.now - 1, "deny"), (AT.now, "deny"), (AT.now + 1, "allow"), (None, "deny")]
)
def test_observation_ends_by_the_clock(until, outcome):
    node = compiled(agent("a", observe_until=until))
    verdict = decide.judge(node.plan("x", "read"), {}, 0, readings(node), AT)
    assert verdict.outcome.word == outcome


def test_every_observed_agent_is_noted():
    held = [{"resource": "*", "actions": ["*"]}]
    nodes = [agent("a", [], observe_until=10**18), agent("b", held), agent("c", [], observe_until=10**18)]
    node = compiled(*nodes)
    verdict = decide.judge(node.plan("x", "read"), {}, 0, readings(node), AT)
    assert verdict.outcome is Outcome.ALLOW
    assert [f.agent for f in verdict.observed] == ["a", "c"]
    assert sorted(level.agent_id for level, _, _ in verdict.charges) == ["a", "b", "c"]


def test_a_chain_is_judged_the_same_after_a_round_trip_through_json():
    """What is stored is what was meant: parsing the wire form of a chain again judges alike."""
    held = [{"resource": "a:*", "actions": ["read"], "constraints": {"budgetUsd": "0.10", "maxCalls": 2}}]
    first = agent("a", held, {"maxCallsPerDay": 5})
    again = agent(
        "a", json.loads(json.dumps([p.wire() for p in first.permissions])), first.constraints.wire()
    )
    assert again.permissions == first.permissions
    assert again.constraints == first.constraints
