"""API-1: no value makes ``authorize`` raise, hang or grow. Each is one bounded denial with one entry."""

from __future__ import annotations

import asyncio
import contextlib
import enum
import io
import logging
import math
import sqlite3
import time
import tracemalloc
from collections import OrderedDict, UserDict, UserString
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pykavach import CallerError, Denied, InvalidInput
from pykavach.aio import Kavach as AsyncKavach
from pykavach.core import codec
from pykavach.core.access import Code
from pykavach.sync import Kavach

pytestmark = pytest.mark.promise("API-1")

#: Seconds and bytes that one denial may take at most, whatever it is given: far more than any needs.
SECONDS = 2.0
BYTES = 16 * 1024 * 1024
HUGE = 100 * 1024 * 1024
CODES = {code.value for code in Code}


# -- values nobody should send -----------------------------------------------------------------------------------------


class Boom(Exception):
    """What a hostile object raises."""


def _boom(*_: Any, **__: Any) -> Any:
    raise Boom


_MAGIC = [
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__hash__",
    "__str__",
    "__repr__",
    "__bool__",
    "__len__",
    "__iter__",
    "__next__",
    "__getitem__",
    "__contains__",
    "__int__",
    "__float__",
    "__index__",
    "__format__",
    "__bytes__",
    "__add__",
    "__radd__",
    "__mul__",
    "__rmul__",
    "__neg__",
    "__round__",
    "__getattr__",
    "__call__",
    "__enter__",
    "__fspath__",
    "__reversed__",
    "__copy__",
    "__deepcopy__",
    "__reduce_ex__",
]
_TEXT = [
    "encode",
    "isascii",
    "isprintable",
    "lower",
    "upper",
    "split",
    "strip",
    "startswith",
    "endswith",
    "replace",
    "partition",
    "casefold",
    "isdigit",
    "keys",
    "items",
    "values",
    "get",
    "copy",
]


def hostile(base: type, *more: str, **attributes: Any) -> Any:
    """A class whose methods all raise."""
    names = [name for name in (*_MAGIC, *more) if base is object or hasattr(base, name)]
    return type(f"Hostile{base.__name__.title()}", (base,), {**dict.fromkeys(names, _boom), **attributes})


class NoClass:
    """Lies about, and trips over, what it is."""

    @property
    def __class__(self) -> Any:  # type: ignore[override]
        raise Boom

    @__class__.setter
    def __class__(self, value: Any) -> None:
        raise Boom


class LiarMeta(type):
    """A class that claims to be everything, with a name that cannot be read."""

    def __instancecheck__(cls, instance: object) -> bool:
        raise Boom

    def __getattribute__(cls, name: str) -> Any:
        if name in ("__name__", "__qualname__", "__module__"):
            raise Boom
        return super().__getattribute__(name)

    def __eq__(cls, other: object) -> bool:
        raise Boom

    __hash__ = type.__hash__


class Liar(metaclass=LiarMeta):
    """An instance of that."""


class Color(str, enum.Enum):  # noqa: UP042 - the mixed-in form is the point
    """A subclass of ``str`` as people use it."""

    RED = "red"


def cycle() -> Any:
    value: dict[str, Any] = {"a": 1}
    value["b"] = [value]
    return value


def deep(levels: int, kind: type = list) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value} if kind is dict else [value]
    return {"a": value}


def hostile_values() -> dict[str, Any]:
    """By name, so that a failing one can be told."""
    return {
        "object": object(),
        "type": int,
        "function": len,
        "bytes": b"kv_",
        "bytearray": bytearray(10),
        "memory": memoryview(b"abc"),
        "true": True,
        "zero": 0,
        "negative": -1,
        "huge int": 10**5000,
        "huge negative int": -(10**400_000),
        "nan": math.nan,
        "infinity": math.inf,
        "complex": 1j,
        "fraction": Fraction(1, 3),
        "huge decimal": Decimal("1E+1000000"),
        "decimal nan": Decimal("NaN"),
        "decimal signalling nan": Decimal("sNaN"),
        "empty text": "",
        "control": "a\0b\n",
        "surrogate": "\ud800",
        "non-ascii": "é",
        "bidi": "\u202e:a",
        "spaces": " a ",
        "long text": "a" * HUGE,
        "long non-ascii text": "é" * (HUGE // 2),
        "many segments": "a:" * 5_000_000 + "a",
        "stars": "*" * 10_000,
        "enum": Color.RED,
        "user string": UserString("a"),
        "empty list": [],
        "nested list": deep(10_000)["a"],
        "set": {1, 2},
        "tuple": ("a",),
        "generator": (n for n in range(3)),
        "endless": iter(int, 1),
        "file": io.StringIO("a"),
        "no class": NoClass(),
        "liar": Liar(),
        "liar class": Liar,
        "hostile object": hostile(object)(),
        "hostile str": hostile(str, *_TEXT)("a"),
        "hostile int": hostile(int)(3),
        "hostile float": hostile(float)(3.0),
        "hostile dict": hostile(dict, *_TEXT)(a=1),
        "hostile list": hostile(list)([1]),
        "hostile decimal": hostile(Decimal, "as_tuple", "is_finite", "is_nan")("1"),
        "lying str": hostile(str, __len__=lambda _: 1, isascii=lambda _: True, isprintable=lambda _: True)(
            "é" * 999
        ),
    }


def hostile_arguments() -> dict[str, Any]:
    """What only ``arguments`` could take apart."""
    evil = hostile(object)()
    return {
        "cycle": cycle(),
        "deep list": deep(10_000),
        "deep dict": deep(10_000, dict),
        "33 levels": deep(32),
        "nan": {"a": math.nan},
        "infinity": {"a": [-math.inf]},
        "surrogate value": {"a": "\udc80"},
        "surrogate key": {"\ud800": 1},
        "huge int": {"a": 10**100},
        "monstrous int": {"a": 10**400_000},
        "negative huge int": {"a": -(10**100)},
        "long value": {"a": "a" * HUGE},
        "long key": {"a" * HUGE: 1},
        "long escapes": {"a": "\0" * (HUGE // 4)},
        "just too long": {"a": "a" * (1024 * 1024)},
        "many nodes": {"a": [0] * 10_001},
        "very many nodes": {"a": [0] * 5_000_000},
        "very many keys": {str(n): n for n in range(200_000)},
        "shared lists": _shared(28),
        "int key": {1: 1},
        "none key": {None: 1},
        "tuple key": {("a",): 1},
        "bytes": {"a": b"a"},
        "tuple": {"a": (1, 2)},
        "set": {"a": {1}},
        "decimal": {"a": Decimal(1)},
        "str subclass": {"a": Color.RED},
        "str subclass key": {Color.RED: 1},
        "int subclass": {"a": enum.IntEnum("E", {"A": 1}).A},  # type: ignore[attr-defined]
        "dict subclass": OrderedDict(a=1),
        "inner dict subclass": {"a": OrderedDict(a=1)},
        "user dict": UserDict(a=1),
        "hostile value": {"a": evil},
        "hostile nested": {"a": [{"b": [evil]}]},
        "hostile dict": hostile(dict, *_TEXT)(a=1),
        "hostile inner dict": {"a": hostile(dict, *_TEXT)(a=1)},
        "hostile inner list": {"a": hostile(list)([1])},
        "hostile inner str": {"a": hostile(str, *_TEXT)("a")},
        "hostile inner int": {"a": hostile(int)(1)},
        "no class": {"a": NoClass()},
        "liar": {"a": Liar()},
        "pairs": [("a", 1)],
    }


def _shared(levels: int) -> dict[str, Any]:
    """A few lists in memory, millions of nodes to walk."""
    value: Any = ["x"]
    for _ in range(levels):
        value = [value, value]
    return {"a": value}


class World:
    """One agent that may do everything, one that may do little, and a count of what has been recorded."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kavach = Kavach(f"sqlite:///{path}", durability="process", timeout=60.0).open()
        everything = [{"resource": "*", "actions": ["*"]}]
        self.made = self.kavach.agents.create(user_id="u", name="a", type="service", permissions=everything)
        strict = {
            "argPatterns": {
                "a": ["x.*", {"under": "/srv"}, {"hosts": ["example.com"]}],
                "b?": {"min": 1, "max": 2},
            },
            "ipAllowlist": ["10.0.0.0/8"],
            "budgetUsd": 5,
            "requireApprovalFor": ["pay:*"],
        }
        self.strict = self.kavach.agents.create(
            user_id="u", name="s", type="service", permissions=everything, constraints=strict
        )

    def position(self) -> int:
        with self.kavach.engine.reading() as view:
            return view.start().head.position

    def ask(self, method: str = "authorize", **values: Any) -> Any:
        """A call that must not raise: its decision, bounded in time, with its entry."""
        access = {"token": self.made.token, "resource": "mcp:github", "action": "write"} | values
        before = self.position()
        begun = time.monotonic()
        decision = getattr(self.kavach, method)(**access)
        assert time.monotonic() - begun < SECONDS
        assert decision.code in CODES - {"unavailable"}
        assert decision.outcome in ("allow", "deny", "pending")
        assert len(decision.reason) < 1000
        after = self.position()
        if decision.audit_id is None:  # by id, an unknown agent's question leaves nothing to explain
            assert method == "explain"
        elif not decision.audit_id.startswith("aud_t"):
            assert after == before + 1
            assert self.kavach.audit.get(decision.audit_id).id == decision.audit_id
        return decision


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("fuzz") / "kavach.db")
    yield world
    # Whatever came in: the agents work, the file is sound, the log verifies.
    assert world.kavach.authorize(token=world.made.token, resource="a", action="b").allowed
    assert world.kavach.audit.verify().ok
    with world.kavach.engine.reading() as view:
        assert view.integrity(5) == []
    world.kavach.close()


VALUES = hostile_values()
ARGUMENTS = hostile_arguments()
#: Which hostile values each parameter may take without a denial: an address, say, is only judged by an allowlist.
HARMLESS: dict[str, set[str]] = {
    "ip": set(VALUES),
    "cost_usd": {"zero", "hostile float"},
    "wait": {"zero"},
    "arguments": set(),
    "idempotency_key": {"control", "non-ascii", "bidi", "spaces"},
    "resource": set(),
    "action": set(),
    "token": set(),
    "agent_id": set(),
}


@pytest.mark.parametrize("parameter", [name for name in HARMLESS if name not in ("token", "agent_id")])
@pytest.mark.parametrize("value", list(VALUES))
@pytest.mark.promise("BND-1", "FC-1", "AUD-1")
def test_a_hostile_value_of_any_parameter_is_one_denial_with_one_entry(
    world: World, parameter: str, value: str
):
    decision = world.ask(**{parameter: VALUES[value]})
    if not decision.allowed:
        assert decision.code == "invalid_request"
    assert not decision.allowed or value in HARMLESS[parameter]


@pytest.mark.parametrize("value", list(VALUES))
@pytest.mark.promise("TOK-1", "DEC-2")
def test_a_hostile_token_or_id_names_nobody(world: World, value: str):
    assert world.ask(token=VALUES[value]).code == "unknown_token"
    assert world.ask(token=None, agent_id=VALUES[value]).code == "unknown_token"
    assert world.ask("explain", token=VALUES[value]).code == "unknown_token"
    assert world.ask("explain", token=None, agent_id=VALUES[value]).code == "unknown_token"


@pytest.mark.parametrize("value", list(VALUES))
@pytest.mark.promise("IP-1")
def test_a_hostile_address_is_on_no_allowlist(world: World, value: str):
    decision = world.ask(token=world.strict.token, ip=VALUES[value], arguments={"a": "x"})
    assert decision.code in ("ip_not_allowed", "invalid_request")


@pytest.mark.parametrize("value", list(ARGUMENTS))
@pytest.mark.promise("BND-1", "FC-1")
def test_hostile_arguments_are_one_denial_with_one_entry(world: World, value: str):
    assert world.ask(arguments=ARGUMENTS[value]).code == "invalid_request"
    assert world.ask("explain", arguments=ARGUMENTS[value]).code == "invalid_request"


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (p, v)
        for p in HARMLESS
        for v in ("long text", "long non-ascii text", "many segments", "huge negative int")
    ]
    + [
        ("arguments", name)
        for name in ("long value", "long key", "long escapes", "very many nodes", "very many keys")
    ],
)
def test_a_denial_takes_little_memory_however_large_the_value(world: World, parameter: str, value: str):
    given = ARGUMENTS[value] if parameter == "arguments" and value in ARGUMENTS else VALUES[value]
    values = {"token": None, "agent_id": given} if parameter == "agent_id" else {parameter: given}
    world.ask(**values)
    tracemalloc.start()
    try:
        world.ask(**values)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < BYTES


@pytest.mark.promise("API-1")
@pytest.mark.parametrize("parameter", list(HARMLESS))
def test_the_async_surface_takes_the_same_values(world: World, parameter: str):
    async def story() -> None:
        async with AsyncKavach(f"sqlite:///{world.path}", durability="process", timeout=60.0) as kavach:
            for name, value in VALUES.items():
                access = {"token": world.made.token, "resource": "mcp:github", "action": "write"} | {
                    parameter: value
                }
                if parameter == "agent_id":
                    del access["token"]
                decision = await kavach.authorize(**access)
                assert decision.code in CODES - {"unavailable"}, name
                assert decision.allowed <= (name in HARMLESS[parameter]), name
                access.pop("wait", None)
                [again] = await kavach.authorize_many([access])
                assert again.code in CODES - {"unavailable"}, name

    asyncio.run(story())


@pytest.mark.promise("API-1")
def test_a_guard_refuses_a_hostile_value(world: World):
    for value in VALUES.values():
        with (
            pytest.raises(Denied),
            world.kavach.guard(world.made.token, resource="a", action="b", arguments=value),
        ):
            raise AssertionError


# -- anything at all -------------------------------------------------------------------------------------------------

_TEXTS = st.text() | st.sampled_from(
    ["a", "mcp:github:issues", "*", "a:*", "kv_", "10.0.0.1", "::1", "0.1", "1e400"]
)
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.fractions()
    | st.binary(max_size=20)
    | _TEXTS
    | st.text(st.characters(categories=["Cs", "Cc", "Lu"]), max_size=5)
    | st.datetimes()
    | st.uuids()
    | st.ip_addresses()
    | st.sampled_from([object, len, ...])
)
_ANYTHING = st.recursive(
    _SCALARS,
    lambda some: (
        st.lists(some, max_size=4)
        | st.dictionaries(_TEXTS | st.integers(), some, max_size=4)
        | st.tuples(some, some)
        | st.builds(OrderedDict, st.just({"a": 1}))
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(access={"arguments": {"a": "x"}, "ip": "10.1.1.1", "resource": "pay:now", "wait": 0}, strict=True)
@given(
    access=st.fixed_dictionaries(
        {},
        optional={
            "resource": _ANYTHING,
            "action": _ANYTHING,
            "arguments": _ANYTHING,
            "ip": _ANYTHING,
            "cost_usd": _ANYTHING,
            "idempotency_key": _ANYTHING,
            "wait": _ANYTHING.filter(lambda value: type(value) not in (int, float)),
        },
    ),
    strict=st.booleans(),
)
@pytest.mark.promise("PRM-3", "FC-1", "AUD-1")
def test_anything_gives_one_decision_with_one_entry(world: World, access: dict[str, Any], strict: bool):
    token = (world.strict if strict else world.made).token
    decision = world.ask(**{**access, "token": token})
    if decision.allowed:
        assert decision.arguments_json == codec.snapshot(access.get("arguments"))
    access.pop("wait", None)
    world.ask("explain", **{**access, "token": token})


@given(access=st.dictionaries(st.sampled_from(["token", "agent_id"]), _ANYTHING, min_size=1, max_size=1))
@pytest.mark.promise("TOK-1")
def test_any_credential_that_is_none_names_nobody(world: World, access: dict[str, Any]):
    decision = world.ask(**{"token": None, **access})
    assert (decision.code, decision.reason) == ("unknown_token", "The token is not known.")


@given(
    values=st.dictionaries(
        st.sampled_from(
            ["name", "user_id", "type", "permissions", "constraints", "max_depth"]
            + ["expires_in", "expires_at", "metadata", "tenant_id", "by"]
        ),
        _ANYTHING,
    )
)
@pytest.mark.promise("AGT-6", "ERR-1")
def test_any_other_call_raises_only_what_is_documented(world: World, values: dict[str, Any]):
    """Values are refused with the field's path; never with an error of ours or of the database."""
    good: dict[str, Any] = {"user_id": "u", "name": "n", "permissions": []}
    try:
        world.kavach.agents.create(**{**good, **values})
    except InvalidInput as error:
        assert error.field
    with contextlib.suppress(CallerError):
        world.kavach.agents.update(
            world.strict.agent.id, **{k: v for k, v in values.items() if k in ("name", "metadata")}
        )


@pytest.mark.promise("ERR-1")
@pytest.mark.parametrize(
    "value", [name for name in VALUES if not name.startswith(("hostile", "lying", "liar", "no "))]
)
def test_hostile_values_of_other_calls_raise_only_what_is_documented(world: World, value: str):
    bad, kavach = VALUES[value], world.kavach
    calls: list[Callable[[], object]] = [
        lambda: kavach.agents.get(bad),
        lambda: kavach.agents.rotate(bad),
        lambda: kavach.agents.revoke(bad),
        lambda: kavach.agents.delegate(parent_token=bad, name="n", permissions=[]),
        lambda: kavach.agents.create(user_id=bad, name="n", permissions=[]),
        lambda: kavach.agents.create(user_id="u", name="n", permissions=bad),
        lambda: kavach.agents.create(user_id="u", name="n", permissions=[], constraints=bad),
        lambda: kavach.agents.create(user_id="u", name="n", permissions=[], idempotency_key=bad),
        lambda: kavach.usage.settle(bad, cost_usd=1),
        lambda: kavach.usage.record(world.made.agent.id, cost_usd=bad),
        lambda: kavach.usage.record(world.made.agent.id, cost_usd=1, key=bad),
        lambda: kavach.approvals.approve(bad, by="anna"),
        lambda: kavach.approvals.list(state=bad),
        lambda: kavach.audit.get(bad),
    ]
    for call in calls:
        with contextlib.suppress(CallerError):
            call()


# -- the token is nowhere --------------------------------------------------------------------------------------------


@pytest.mark.promise("TOK-2", "AUD-2", "DEC-2")
@pytest.mark.parametrize("mode", ["redact", "digest", "full"])
@pytest.mark.parametrize("secret", [None, "s" * 32])
def test_a_token_is_in_no_file_no_log_line_and_no_repr(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, mode: str, secret: str | None
):
    """Every way a token can come in, then a search through all that was written and said."""
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "kavach.db"
    said: list[object] = []
    tokens: list[str] = []
    kavach = Kavach(f"sqlite:///{path}", secret, audit_arguments=mode, listeners=[said.append]).open()
    everything = [{"resource": "*", "actions": ["*"]}]
    made = kavach.agents.create(
        user_id="u",
        name="a",
        type="service",
        permissions=everything,
        constraints={"requireApprovalFor": ["pay:*"]},
    )
    child = kavach.agents.delegate(parent_token=made.token, name="c", permissions=everything)
    rotated = kavach.agents.rotate(made.agent.id, grace=60)
    tokens += [made.token, child.token, rotated.token]
    said += [made, child, rotated]
    for token in tokens:
        nested = {
            "t": token,
            "list": [{token: "key"}],
            "text": f"Bearer {token} twice {token}",
            "long": "x" * 5000 + token,
        }
        for resource in ("a", "pay:now", f"a:{token}", token, f"{token}:" * 30):
            said.append(kavach.authorize(token=token, resource=resource, action="b", arguments=nested))
            said.append(kavach.explain(token=token, resource=resource, action="b", arguments=nested))
        said.append(kavach.authorize(token=token, resource="a", action="b", idempotency_key=token))
        said.append(kavach.authorize(token=token, resource="a", action=token))
        said.append(kavach.authorize(token=token, resource="a", action="b", ip=token))
        said.append(kavach.authorize(token=token, resource="a", action="b", cost_usd=token, wait=token))
        said.append(kavach.authorize(agent_id=token, resource="a", action="b"))
        said.append(kavach.authorize(token=token[:-1], resource="a", action="b"))
        said.append(kavach.authorize(token=token.upper(), resource="a", action="b"))
        for wrong in (
            lambda token=token: kavach.agents.get(token),
            lambda token=token: kavach.agents.create(user_id=token, name="n", permissions=everything),
            lambda token=token: kavach.agents.create(user_id="u", name=token, permissions=everything),
            lambda token=token: kavach.agents.create(user_id="u", name="n", permissions=everything, by=token),
            lambda token=token: kavach.agents.update(made.agent.id, metadata={"token": token}),
            lambda token=token: kavach.agents.update(made.agent.id, metadata={"deep": [f"is {token}"]}),
            lambda token=token: kavach.agents.delegate(parent_token=token[:-1], name="n", permissions=[]),
            lambda token=token: kavach.usage.settle(token, cost_usd=1),
            lambda token=token: kavach.usage.record(made.agent.id, cost_usd=1, key=token),
            lambda token=token: kavach.approvals.approve(token, by="anna"),
            lambda token=token: kavach.approvals.approve(kavach.approvals.list().items[0].id, by=token),
            lambda token=token: kavach.approvals.deny(
                kavach.approvals.list().items[0].id, by="anna", note=token
            ),
        ):
            try:
                said.append(wrong())
            except CallerError as error:
                said += [error, error.args]
    said += [kavach.audit.query().items, kavach.approvals.list().items, "".join(kavach.audit.export())]
    files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert "kavach.db-wal" in files
    kavach.close()
    files |= {f"{file.name}, closed": file.read_bytes() for file in tmp_path.iterdir()}
    with contextlib.closing(sqlite3.connect(path)) as raw:
        dump = "\n".join(raw.iterdump())
    spoken = "\n".join([*map(repr, said), *map(str, said), caplog.text, dump])
    for token in tokens:
        body = token[3:67]
        assert body not in spoken
        for name, content in files.items():
            assert body.encode() not in content, name
            assert bytes.fromhex(body) not in content, name
