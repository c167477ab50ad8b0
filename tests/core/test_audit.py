"""Entries are canonical JSON, whatever they hold; the chain over them finds any change of any bit."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from pykavach.core import audit, codec
from pykavach.core.audit import (
    GENESIS,
    Break,
    Frame,
    Head,
    Row,
    allow_entry,
    change_entry,
    charge_text,
    check,
    commit_to,
    commitment,
    decision_entry,
    digest,
    entry_id,
    follow,
    log_and_position,
    parse_entry_id,
    read_entry,
    sequence,
)
from pykavach.core.errors import InvalidInput

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | TEXT
NUMBERS = st.integers(0, 2**53 - 1)
HASH = st.binary(min_size=32, max_size=32)
MARKS = st.dictionaries(TEXT, st.one_of(TEXT, NUMBERS, st.booleans()), max_size=3)
SALT = bytes(range(16))


# -- numbers and names -------------------------------------------------------------------------------------------------


@given(st.integers(0, 2**15 - 1), st.integers(0, 2**48 - 1))
def test_the_number_of_an_entry(log, position):
    seq = sequence(log, position)
    assert seq == log * 2**48 + position < 2**63
    assert log_and_position(seq) == (log, position)
    if seq:
        assert parse_entry_id(entry_id(seq, "0a1b")) == seq
        assert entry_id(seq, "0a1b") == f"aud_{seq:x}_0a1b"


@pytest.mark.parametrize(
    "text",
    [
        None, 5, b"aud_1_ab", "", "aud_1", "aud_1_", "aud__ab", "aud_1_a_b", "AUD_1_ab", "aud_G_ab", " aud_1_ab",
        "aud_A_ab", "aud_0_ab", "aud_-1_ab", "aud_11111111111111111_ab", "aud_8000000000000000_ab", "aud_ffffffffffffffff_ab",
        "aud_1_" + "a" * 17, "xaud_1_ab",
    ],
)  # fmt: skip
def test_what_is_no_entrys_name(text):
    assert parse_entry_id(text) is None


def test_a_chain_begins_with_32_zeros():
    assert bytes(32) == audit.GENESIS


def test_the_smallest_and_the_largest_entrys_name():
    assert parse_entry_id("aud_7fffffffffffffff_" + "a" * 16) == 2**63 - 1
    assert parse_entry_id("aud_0000000000000001_" + "a" * 16) == 1


# -- texts -------------------------------------------------------------------------------------------------------------


def is_canonical(text):
    """One canonical text, by our own codec and by an independent implementation of RFC 8785."""
    value = json.loads(text)
    assert codec.canonical(value) == text
    assert rfc8785.dumps(value).decode() == text
    assert codec.loads(codec.stored(text)) == value
    return value


@pytest.mark.promise("AUD-2", "AUD-3")
@given(st.data())
def test_a_decisions_entry_is_canonical(data):
    draw = data.draw
    resource, action, agent, owner, tenant, ip = (draw(MAYBE) for _ in range(6))
    reason, suffix, levels = draw(TEXT), "ab12", draw(st.lists(st.tuples(TEXT, TEXT, NUMBERS), max_size=3))
    chain, depth = tuple(draw(st.lists(TEXT, max_size=3))), draw(st.integers(0, 16))
    log, position, at, cost, latency = (draw(NUMBERS) for _ in range(5))
    previous, marks = draw(HASH), draw(st.none() | MARKS)
    arguments, kept = (
        draw(st.none() | st.just('{"a":1}')),
        draw(st.sampled_from([None, '{"a":1}', '{"a":"*"}'])),
    )
    args = commit_to(SALT, arguments, kept)
    text = decision_entry(
        Frame(resource, action, agent, chain, depth, owner, tenant),
        entry_id(7, suffix),
        log,
        position,
        previous,
        at,
        "decision",
        "allow",
        "ok",
        reason,
        args,
        ",".join(charge_text(*each) + "}" for each in levels),
        cost,
        ip,
        latency,
        marks,
    )
    assert is_canonical(text) == {
        "v": 1,
        "id": "aud_7_ab12",
        "log": log,
        "pos": position,
        "prev": previous.hex(),
        "at": at,
        "kind": "decision",
        "outcome": "allow",
        "code": "ok",
        "reason": reason,
        "resource": resource,
        "action": action,
        "agent": agent,
        "owner": owner,
        "tenant": tenant,
        "chain": list(chain),
        "depth": depth,
        "args": json.loads(args),
        "charges": [{"agent": a, "level": level, "meter": meter} for a, level, meter in levels],
        "cost": cost,
        "ip": ip,
        "latencyUs": latency,
        "marks": marks or {},
    }


@pytest.mark.promise("AUD-2", "AUD-3")
@given(st.data())
def test_the_entry_of_a_plain_allow_is_that_of_any_decision(data):
    """What is written out for most entries is, byte for byte, what the general form says of the same values."""
    draw = data.draw
    resource, action, agent, owner, tenant, ip = (draw(MAYBE) for _ in range(6))
    chain = tuple(draw(st.lists(TEXT, max_size=3)))
    frame = Frame(resource, action, agent, chain, draw(st.integers(0, 16)), owner, tenant)
    log, position, at, cost, latency = (draw(NUMBERS) for _ in range(5))
    placed = (frame, entry_id(7, "ab12"), log, position, draw(HASH), at)
    arguments = draw(st.none() | st.just('{"a":1}'))
    args = commit_to(SALT, arguments, draw(st.sampled_from([None, '{"a":1}', '{"a":"*"}'])))
    levels = draw(st.lists(st.tuples(TEXT, TEXT, NUMBERS), max_size=3))
    charges = ",".join(charge_text(*each) + "}" for each in levels)
    plain = allow_entry(*placed, args, charges, cost, ip, latency)
    for marks in (None, {}):
        assert plain == decision_entry(
            *(*placed, "decision", "allow", "ok", "Allowed.", args, charges, cost, ip, latency, marks)
        )
    is_canonical(plain)


@pytest.mark.promise("AUD-3", "AGT-4")
@given(st.data())
def test_a_changes_entry_is_canonical(data):
    draw = data.draw
    given_ = {
        "id": "aud_7_ab12",
        "log": draw(NUMBERS),
        "position": draw(NUMBERS),
        "at": draw(NUMBERS),
        "kind": draw(TEXT),
        "action": draw(TEXT),
        "agent_id": draw(MAYBE),
        "owner": draw(MAYBE),
        "tenant": draw(MAYBE),
        "actor": draw(TEXT),
        "previous": draw(HASH),
        "chain": tuple(draw(st.lists(TEXT, max_size=3))),
        "facts": draw(st.none() | MARKS),
        "detail": commit_to(SALT, '{"before":1}', '{"before":1}'),
    }
    expected = {
        "v": 1,
        "id": given_["id"],
        "log": given_["log"],
        "pos": given_["position"],
        "prev": given_["previous"].hex(),
        "at": given_["at"],
        "kind": given_["kind"],
        "action": given_["action"],
        "agent": given_["agent_id"],
        "owner": given_["owner"],
        "tenant": given_["tenant"],
        "actor": given_["actor"],
        "chain": list(given_["chain"]),
        "depth": max(0, len(given_["chain"]) - 1),
        "facts": given_["facts"] or {},
        "detail": {"sha256": sha256(SALT + b'{"before":1}').hexdigest()},
    }
    assert is_canonical(change_entry(**given_)) == expected


def test_a_charge_without_a_meter():
    assert is_canonical(charge_text("a", "x *", None) + "}") == {"agent": "a", "level": "x *", "meter": 0}


@pytest.mark.promise("AUD-2")
@given(st.binary(max_size=20), st.none() | TEXT, st.none() | TEXT)
def test_commitments(salt, whole, kept):
    value = is_canonical(commit_to(salt, whole, kept))

    def promised(text):
        return sha256(salt + text.encode("utf-8")).hexdigest()

    if whole is None:
        assert value is None
        return
    expected = {"sha256": promised(whole)}
    if kept != whole:
        expected["kept"] = promised(kept or "")  # nothing is kept: the salt alone
    assert value == expected
    assert commitment(salt, whole) == promised(whole)
    assert digest(whole) == sha256(whole.encode("utf-8")).digest()


# -- the chain ---------------------------------------------------------------------------------------------------------

AGENTS = {1: "agent-1", 2: "agent-é"}


class Log:
    """A log as the store keeps it: decisions with arguments beside them, and changes with their details."""

    def __init__(self, number=3):
        self.number = number
        self.rows = []
        self.head = Head(number, 0, GENESIS)

    def add(self, text, agent, kind, code, booked, kept, salt):
        seq = sequence(self.number, self.head.position + 1)
        hashed = sha256(text.encode()).digest()
        at = json.loads(text)["at"]
        self.rows.append(Row(seq, at, agent, kind, code, booked, codec.stored(text), kept, salt, hashed))
        self.head = Head(self.number, self.head.position + 1, hashed)

    def decide(
        self,
        agent=1,
        outcome="allow",
        cost=5,
        arguments='{"a":"b"}',
        kept='{"a":"b"}',
        reason="Allowed.",
        kind="decision",
    ):
        n = self.head.position + 1
        code = "ok" if outcome == "allow" else "revoked"
        salt = None if arguments is None else SALT
        text = decision_entry(
            Frame("a:b", "read", AGENTS.get(agent), ("agent-1",), 0, "é\u2028", None),
            entry_id(sequence(self.number, n), "ab"),
            self.number,
            n,
            self.head.hash,
            1_700_000_000_000_000 + n,
            kind,
            outcome,
            code,
            reason,
            commit_to(SALT, arguments, kept),
            charge_text("agent-1", "agent", 1) + "}",
            cost,
            None,
            9,
            None,
        )
        booked = cost if cost and outcome == "allow" and kind == "decision" else None
        self.add(text, agent, kind, code, booked, kept if arguments is not None else None, salt)
        return self

    def change(self, agent=2, detail='{"before":1}', salt=SALT):
        n = self.head.position + 1
        text = change_entry(
            id=entry_id(sequence(self.number, n), "cd"),
            log=self.number,
            position=n,
            previous=self.head.hash,
            at=1_700_000_000_000_000 + n,
            kind="change",
            action="agents.update",
            agent_id=AGENTS.get(agent),
            owner="user",
            tenant=None,
            chain=("agent-2", "root"),
            actor="Zoë",
            detail=commit_to(SALT, detail, detail),
        )
        self.add(text, agent, "change", None, None, detail, salt)
        return self


def walked(rows, end):
    """The first break of a log whose head says ``end``."""
    head = Head(end.log, 0, GENESIS)
    for row in rows:
        found = check(row, head, AGENTS.get(row.agent))
        if found is not None:
            return found
        head = Head(head.log, head.position + 1, row.hash)
    return None if head == end else Break(end.log, head.position + 1, "the end is missing")


def sample():
    return (
        Log()
        .decide()
        .change()
        .decide(outcome="deny", cost=0, reason='Nö: "\\u00e9" and \x01')
        .decide(kept='{"a":"[redacted]"}')
        .decide(kept=None)
        .decide(arguments=None, agent=None)
        .decide(kind="replay")
        .decide(outcome="pending", cost=4)
        .change(detail=None, salt=None)
    )


@pytest.mark.promise("AUD-3")
def test_a_log_as_written_holds():
    log = sample()
    assert walked(log.rows, log.head) is None


def flips(value):
    """Every value that differs from this one in a single bit, as a store could give it back."""
    if isinstance(value, int):
        return [value ^ 1 << bit for bit in range(63)]
    data = value.encode() if isinstance(value, str) else value
    for place, bit in ((p, b) for p in range(len(data)) for b in range(8)):
        changed = bytearray(data)
        changed[place] ^= 1 << bit
        if isinstance(value, bytes):
            yield bytes(changed)
            continue
        try:
            yield changed.decode()
        except UnicodeDecodeError:
            yield changed.decode("latin-1")  # a store that is less strict


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("column", Row._fields)
@pytest.mark.parametrize("place", range(9))
def test_any_bit_that_changes_is_found_where_it_is(place, column):
    log = sample()
    row = log.rows[place]
    value = getattr(row, column)
    if value is None or (column == "salt" and row.kept is None):
        return  # nothing there; or a salt beside nothing, which nothing can be held against
    before = Head(3, place, log.rows[place - 1].hash if place else GENESIS)
    assert check(row, before, AGENTS.get(row.agent)) is None
    for other in flips(value):
        changed = row._replace(**{column: other})
        found = check(changed, before, AGENTS.get(changed.agent))
        assert found is not None, (column, other)
        assert (found.log, found.position) == (3, place + 1)


@pytest.mark.promise("AUD-3")
def test_a_change_of_spelling_is_a_change():
    """The same JSON in another spelling is not what was stored."""
    log = Log().decide(reason="é")
    [row] = log.rows
    for other in (row.entry.replace("\\u00e9", "\\u00E9"), row.entry.replace(":", ": ", 1), row.entry + " "):
        found = check(row._replace(entry=other), Head(3, 0, GENESIS), "agent-1")
        assert found == Break(3, 1, "the entry does not match its hash")


@pytest.mark.promise("AUD-3")
def test_missing_doubled_and_moved_entries():
    log = sample()
    rows = log.rows
    for place in range(len(rows)):
        assert walked(rows[:place] + rows[place + 1 :], log.head).position == place + 1
        doubled = rows[: place + 1] + rows[place:]
        assert walked(doubled, log.head) is not None
    swapped = [rows[1], rows[0], *rows[2:]]
    assert walked(swapped, log.head) == Break(3, 1, "the entry is missing")
    assert walked([], log.head).position == 1
    assert check(rows[0], Head(4, 0, GENESIS), "agent-1") == Break(4, 1, "the entry is missing")
    other = Log(number=4).decide()
    assert check(other.rows[0], Head(3, 0, GENESIS), "agent-1") == Break(3, 1, "the entry is missing")


@pytest.mark.promise("AUD-3")
def test_a_rewritten_entry_does_not_fit_its_neighbours():
    """Hashing an entry again hides it only until the next one, which names the hash before."""
    log = sample()
    row = log.rows[2]
    text = audit.hashed_text(row.entry).replace('"deny"', '"done"')
    forged = row._replace(entry=codec.stored(text), hash=sha256(text.encode()).digest())
    rows = [*log.rows[:2], forged, *log.rows[3:]]
    assert walked(rows, log.head) == Break(3, 4, "the entry does not follow the one before it")


@pytest.mark.promise("AUD-3", "FC-1")
@pytest.mark.parametrize("entry", ["", "{", "[]", "5", "null", '"text"', '{"a":1,"a":2}', "\\u00e9", "NaN"])
def test_what_is_no_entry(entry):
    log = Log().decide()
    row = log.rows[0]._replace(entry=entry, hash=sha256(entry.encode()).digest())
    assert check(row, Head(3, 0, GENESIS), "agent-1") == Break(3, 1, "the entry is not readable")


def rehashed(row, **fields):
    """A row whose entry says something else, hashed again: what only the columns can tell."""
    value = json.loads(audit.hashed_text(row.entry)) | fields
    text = codec.canonical(value)
    return row._replace(entry=codec.stored(text), hash=sha256(text.encode()).digest())


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize(
    "fields",
    [
        {"log": 4},
        {"pos": 2},
        {"at": 5},
        {"kind": "replay"},
        {"code": "revoked"},
        {"agent": "agent-2"},
        {"cost": 6},
        {"outcome": "deny"},
    ],
)
def test_columns_name_what_the_entry_says(fields):
    [row] = Log().decide().rows
    assert check(rehashed(row, **fields), Head(3, 0, GENESIS), "agent-1") == Break(
        3, 1, "the columns do not match the entry"
    )


def test_only_an_allowed_decision_books():
    head = Head(3, 0, GENESIS)
    for log in (
        Log().decide(outcome="deny", cost=5),
        Log().decide(kind="replay", cost=5),
        Log().decide(cost=0),
    ):
        [row] = log.rows
        assert row.booked is None
        assert check(row, head, "agent-1") is None
        assert check(row._replace(booked=5), head, "agent-1") is not None
        assert check(row._replace(booked=0), head, "agent-1") is not None


@pytest.mark.promise("AUD-2", "AUD-3")
def test_what_stands_beside_an_entry():
    head = Head(3, 0, GENESIS)
    changed = Break(3, 1, "the text beside the entry does not match its commitment")
    uncovered = Break(3, 1, "a text beside the entry is not covered by it")
    for log in (Log().decide(), Log().decide(kept='{"a":"[redacted]"}'), Log().change(agent=1)):
        [row] = log.rows
        assert check(row, head, "agent-1") is None
        assert check(row._replace(kept=row.kept + " "), head, "agent-1") == changed
        assert check(row._replace(salt=bytes(16)), head, "agent-1") == changed
        assert check(row._replace(salt=None), head, "agent-1") == uncovered
        # Erased: text and salt together. The entry stays, and the chain holds.
        assert check(row._replace(salt=None, kept=None), head, "agent-1") is None
        # Taken away, and the salt left: nothing of ours does that.
        assert check(row._replace(kept=None), head, "agent-1") == changed
    # Nothing was kept from the start: the salt stands alone, and is covered as well.
    [row] = Log().decide(kept=None).rows
    assert row.salt is not None
    assert check(row, head, "agent-1") is None
    assert check(row._replace(salt=bytes(16)), head, "agent-1") == changed
    for text in ("", "{}", '{"a":"b"}'):
        assert check(row._replace(kept=text), head, "agent-1") == changed
    [bare] = Log().decide(arguments=None).rows
    assert check(bare._replace(kept="{}", salt=SALT), head, "agent-1") == uncovered
    assert check(bare._replace(salt=SALT), head, "agent-1") == uncovered


@pytest.mark.promise("TEN-1")
def test_changes_of_tenants_are_listed_below_the_numbers_of_agents() -> None:
    names = ("", "a", "A", "acme", "é", "x" * 200)
    numbers = {audit.tenant_number(name) for name in names}
    assert len(numbers) == len(names)
    assert all(-(1 << 62) <= number < 0 for number in numbers)
    assert (
        audit.tenant_number("acme") == -2344911867332284969
    )  # it is stored: another would lose what is listed
    row = Row(1, 0, None, "change", None, None, '{"tenant":"acme"}', None, None, b"")
    assert audit.listed_under(row) == audit.tenant_number("acme")
    assert audit.listed_under(row._replace(agent=7)) == 7
    for nobody in (
        {"kind": "decision"},
        {"entry": "{"},
        {"entry": "[]"},
        {"entry": '{"tenant":null}'},
        {"entry": '{"tenant":7}'},
    ):
        assert audit.listed_under(row._replace(**nobody)) is None


# -- entries by their texts alone ------------------------------------------------------------------------------------------


def texts_of(log):
    return [audit.hashed_text(row.entry) for row in log.rows]


def refused(call, *arguments):
    with pytest.raises(InvalidInput) as caught:
        call(*arguments)
    return caught.value.field, caught.value.message


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("number", [0, 3])
def test_where_an_entry_stands_is_read_from_its_text(number):
    log = Log(number).decide().change().decide(reason="é")
    for row, text in zip(log.rows, texts_of(log), strict=True):
        end, entry = read_entry(text)
        assert end == Head(*log_and_position(row.seq), row.hash)
        assert entry == json.loads(text)


@pytest.mark.promise("AUD-3", "ERR-2")
@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        *(
            (text, "entry", "is not the canonical text of an entry")
            for text in (None, 5, b"{}", {}, "[]", "5", "null", '"text"', '{"a": 1}', '{"b":1,"a":1}', '{"a":1e3}')
        ),
        ("{", "entry", "is not valid JSON text"),
        ('{"a":1,"a":1}', "entry", "has an object with the same key twice; give each key once"),
        ('{"a":' + "[" * 64 + "]" * 64 + "}", "entry.a" + "[0]" * 63, "is nested deeper than 64 levels; flatten it"),
        *(
            (text, "entry", "does not say where it stands")
            for text in (
                "{}",
                '{"id":"aud_3000000000001_ab","log":3}',
                '{"id":"aud_3000000000001_ab","log":3,"pos":"1"}',
                '{"id":"aud_3000000000001_ab","log":3,"pos":true}',
                '{"id":"aud_3000000000001_ab","log":null,"pos":1}',
                '{"id":"aud_1000000000001_ab","log":true,"pos":1}',
                '{"log":3,"pos":1}',
                '{"id":"3000000000001","log":3,"pos":1}',
            )
        ),
        *(
            (text, "entry", "is named by another place than it stands at")
            for text in (
                '{"id":"aud_3000000000002_ab","log":3,"pos":1}',
                '{"id":"aud_4000000000001_ab","log":3,"pos":1}',
                '{"id":"aud_3000000000000_ab","log":3,"pos":0}',
                '{"id":"aud_1_ab","log":-1,"pos":1}',
            )
        ),
    ],
)  # fmt: skip
def test_a_text_that_is_no_entrys_is_refused(text, field, message):
    assert refused(read_entry, text) == (field, message)


@pytest.mark.promise("AUD-3")
def test_a_log_is_followed_to_its_end_from_any_place_in_it():
    log = sample()
    texts = texts_of(log)
    assert follow(Head(3, 0, GENESIS), texts) == log.head
    for place, row in enumerate(log.rows, 1):
        assert follow(Head(3, place, row.hash), iter(texts[place:])) == log.head


@pytest.mark.promise("AUD-3", "ERR-2")
def test_what_does_not_follow_is_refused_by_the_place_where_it_stands():
    log = sample()
    first, second, third, *_ = texts_of(log)
    [elsewhere] = texts_of(Log(4).decide())  # begins with the same zeros
    forged = second.replace("Zoë", "Zoe")
    start = Head(3, 0, GENESIS)
    for links, position in (
        ([second], 1),
        ([elsewhere], 1),
        ([first, first], 2),
        ([first, third], 2),
        ([first, forged, third], 3),
    ):
        assert refused(follow, start, links) == ("links", f"position {position} of log 3 is not what follows")
    assert refused(follow, Head(3, 0, SALT * 2), [first])[0] == "links"
    assert refused(follow, start, [first, None]) == ("entry", "is not the canonical text of an entry")
