"""``kavach db copy`` and ``kavach db reopen``, in real processes (ADR 0012)."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cli_world import SECRET, Ran, Shell
from moving_world import READ, Place, check_it_goes_on, fill, places, same
from patience import until
from pykavach.engine import moving
from pykavach.ports import COPIED, MOVED, MOVING, PARTIAL, Move
from pykavach.storage.copying import Copy, state_of
from pykavach.storage.tables import SCHEMA
from pykavach.sync import Kavach

pytestmark = pytest.mark.promise("DB-4", "FC-1", "ERR-2")


MOVES = [("sqlite", "postgres"), ("postgres", "mysql"), ("mysql", "sqlite")]


@contextmanager
def some(empty: Shell, *kinds: str) -> Iterator[list[Place]]:
    with places(empty.folder, *kinds) as found:
        with found[0].open():
            pass
        yield found


def lines(ran: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def schema(place: Place) -> int:
    [(found,)] = place.rows('SELECT "schema" FROM epoch')
    return int(found)


def begun(source: Place, target: Place, *, close: bool, keep: bool = False) -> Copy:
    """A move as a process that died has left it."""
    stores = [source.open()._open_closed(), target.open()._open_closed()]
    copy = Copy(*stores, Move("ab", stores[0].url, stores[1].url, SCHEMA, keep))
    copy.claim()
    if close:
        with source.open() as kavach:
            moving.close(kavach.engine, copy._move, state_of(stores[1]).logs)
    return copy


def nothing(*_: Any) -> None:
    pass


# -- all the way -------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EX-1", "AUD-3", "APR-2", "PRM-5")
def test_an_installation_moves_to_a_server_and_back(empty: Shell):
    with some(empty, "sqlite", "postgres", "sqlite") as (file, server, back):
        filled = fill(file)
        done = empty("db", "copy", file.address, server.address, "--json", "--by", "carol")
        told = lines(done)
        assert [line["step"] for line in told][-1] == "done"
        assert {line["step"] for line in told[:-1]} == {
            "verifying the source",
            "copying",
            "comparing",
            "verifying the copy",
        }
        assert all(line["done"] <= line["total"] for line in told[:-1])
        assert "postgres@" not in done.out
        last = told[-1]
        assert last["audit"]["ok"] is True
        assert {(table["rows"], table["sha256"]) for table in last["tables"]} == {
            (table["copiedRows"], table["copiedSha256"]) for table in last["tables"]
        }
        same(file.dump(), server.dump())
        [entry] = [
            json.loads(text) for (text,) in server.rows("SELECT entry FROM audit") if "db.copy" in text
        ]
        assert entry["actor"] == "carol"

        moved = empty("agents", "list", code=5, KAVACH_DB=file.address).err
        assert "was moved to postgresql://" in moved
        assert "db copy" not in moved
        again = empty("db", "copy", file.address, server.address)  # as after a crash that hid its end
        assert again.out.startswith("moved to postgresql://")

        ran = empty("db", "copy", server.address, back.address)
        assert "audit_span" in ran.out
        assert "every call is denied" in ran.err
        same(server.dump(), back.dump())
        check_it_goes_on(back, filled)
        check = empty("db", "check", KAVACH_DB=back.address, code=0)
        assert "the log holds" in check.out
        assert (schema(file), schema(server), schema(back)) == (MOVED, MOVED, SCHEMA)


@pytest.mark.promise("EX-1", "AUD-1")
@pytest.mark.parametrize("kinds", MOVES, ids="-".join)
def test_processes_that_decide_during_the_move_lose_nothing_and_exceed_no_limit(
    empty: Shell, kinds: tuple[str, str]
):
    script = """
import json, sys
from pykavach.sync import Kavach
allowed = []
with Kavach(sys.argv[1], timeout=30.0, durability="process") as kavach:
    print("ready", flush=True)
    while True:
        found = kavach.authorize(token=sys.argv[2], resource="mcp:github:issues", action="read", cost_usd="0.01")
        if found.allowed:
            allowed.append(found.audit_id)
        elif "moved" in found.reason:
            break
    print(json.dumps([allowed, found.reason, found.code]), flush=True)
    assert not kavach.authorize(token=sys.argv[2], resource="mcp:github:issues", action="read").allowed
"""
    with some(empty, *kinds) as (source, target):
        with source.open() as kavach:
            made = kavach.agents.create(
                name="a",
                type="service",
                permissions=[{"resource": "*", "actions": ["*"]}],
                constraints={"maxCalls": 100_000},
            )
        busy = [
            subprocess.Popen(
                [sys.executable, "-c", script, source.address, made.token], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        for process in busy:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        allows = "SELECT count(*) FROM audit WHERE code='ok' AND kind='decision'"
        until(lambda: source.rows(allows)[0][0] >= 50, what="something to copy")
        empty("db", "copy", source.address, target.address, "--json")
        ended = [json.loads(process.communicate(timeout=120)[0]) for process in busy]
        assert [process.returncode for process in busy] == [0, 0]
        allowed = [id for ids, _, _ in ended for id in ids]
        assert all(code == "unavailable" and "://" not in reason for _, reason, code in ended)
        assert len(allowed) == len(set(allowed)) > 0
        with target.open() as kavach:
            assert kavach.audit.verify().ok
            [(entries,)] = target.rows("SELECT count(*) FROM audit WHERE kind='decision' AND code='ok'")
            for id in random.sample(allowed, min(50, len(allowed))):
                assert kavach.audit.get(id).outcome == "allow"
            # An allow that nobody received may stand in the log; it has taken its part of the limit all the same.
            assert len(allowed) <= entries <= len(allowed) + len(busy)
            assert [(calls, usd) for calls, usd in target.rows("SELECT calls,usd FROM meter WHERE id>0")] == [
                (entries, entries * 10_000)
            ]
            kavach.agents.update(made.agent.id, constraints={"maxCalls": entries + 2})
            codes = [kavach.authorize(token=made.token, **READ).code for _ in range(3)]
            assert codes == ["ok", "ok", "rate_limited"]


# -- killed ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EX-1")
@pytest.mark.parametrize(
    ("kinds", "keep"),
    [
        pytest.param(kinds, keep, marks=[] if keep == (kinds[0] == "sqlite") else pytest.mark.soak)
        for kinds in MOVES
        for keep in (False, True)
    ],
    ids=str,
)
def test_whenever_it_is_killed_it_goes_on_and_never_are_two_open(
    empty: Shell, kinds: tuple[str, str], keep: bool
):
    dice = random.Random()  # elsewhere on every run: it must hold wherever that is
    with some(empty, *kinds) as (source, target):
        filled = fill(source)
        many(source, 2500)
        args = ("db", "copy", source.address, target.address, "--json", *(["--keep-source"] if keep else []))
        seen = set()
        for _ in range(5):
            process = empty.start(*args)
            try:
                process.wait(dice.uniform(0.5, 3.0))
            except subprocess.TimeoutExpired:
                process.kill()
            process.communicate()
            states = schema(source), schema(target) if exists(target) else None
            seen.add(states)
            assert states != (SCHEMA, SCHEMA) or not target.rows("SELECT 1 FROM audit LIMIT 1")
            if keep:
                assert states[1] != SCHEMA or not target.rows("SELECT 1 FROM audit LIMIT 1")
                assert states[0] in (SCHEMA, MOVING)
            if process.returncode == 0 or states == (SCHEMA, COPIED):
                break
        else:
            empty(*args)
        assert (schema(source), schema(target)) == ((SCHEMA, COPIED) if keep else (MOVED, SCHEMA)), seen
        if keep:
            check_it_goes_on(source, filled)
        else:
            same(source.dump(), target.dump())
            check_it_goes_on(target, filled)


def exists(place: Place) -> bool:
    try:
        return bool(place.rows("SELECT 1 FROM epoch"))
    except Exception:  # noqa: BLE001 - whatever the driver says of a table that is not there
        return False


def many(place: Place, count: int) -> None:
    with place.open() as kavach:
        made = kavach.agents.create(
            name="many", type="service", permissions=[{"resource": "*", "actions": ["*"]}]
        )
        for start in range(0, count, 500):
            calls = [{"token": made.token, "arguments": {"n": n}, **READ} for n in range(start, start + 500)]
            assert all(kavach.authorize_many(calls))


def test_what_a_dead_process_has_left_is_finished_at_every_step(empty: Shell):
    for step in ("claimed", "closed", "copied", "retired"):
        with some(empty, "sqlite", "sqlite") as (source, target):
            with source.open() as kavach:
                made = kavach.agents.create(
                    name="a", type="service", permissions=[{"resource": "*", "actions": ["*"]}]
                )
            copy = begun(source, target, close=step != "claimed")
            if step in ("copied", "retired"):
                copy.run(nothing)
            if step == "retired":
                copy.retire()
            empty("db", "copy", source.address, target.address, "--keep-source", code=4)
            empty("db", "copy", source.address, target.address)
            [(move,)] = target.rows("SELECT value FROM setting WHERE name='move'")
            assert json.loads(move)["id"] == "ab"
            with target.open() as kavach:
                assert kavach.authorize(token=made.token, **READ).allowed
            for place in (source, target):
                assert place.path is not None
                for end in ("", "-wal", "-shm", ".lock"):
                    Path(f"{place.path}{end}").unlink(missing_ok=True)


# -- refused -----------------------------------------------------------------------------------------------------------


def test_what_cannot_be_copied_is_refused_and_nothing_has_changed(empty: Shell, tmp_path: Path):
    with some(empty, "sqlite", "sqlite") as (source, used):
        with used.open() as kavach:
            kavach.agents.create(name="a", type="service", permissions=[])
        fresh = f"sqlite:///{tmp_path / 'fresh.db'}"
        for args, told in (
            ((source.address, "sqlite:///:memory:"), "TARGET: ends with its process"),
            (("sqlite:///:memory:", fresh), "SOURCE: ends with its process"),
            ((source.address, "oracle://x"), "TARGET:"),
            ((f"sqlite:///{tmp_path / 'nowhere.db'}", fresh), "SOURCE: there is no database"),
            ((source.address, source.address), "TARGET: it is the source itself"),
            ((source.address, used.address), "not empty (it has rows in agent); name a new file"),
            ((source.address, fresh, "--tenant", "t"), "leave it out"),
        ):
            assert told in empty("db", "copy", *args, code=4).err
        assert not (tmp_path / "nowhere.db").exists()
        for place in (source, used):
            with place.open() as kavach:
                assert kavach.audit.verify().ok
            assert not place.rows("SELECT 1 FROM setting WHERE name='move'")
        empty("db", "copy", source.address, code=2)


def test_the_secret_that_has_signed_is_asked_for_before_anything_stops(empty: Shell):
    with some(empty, "sqlite", "sqlite") as (source, target):
        with source.open() as kavach:
            kavach.audit.checkpoint()
        for secret in ("", "t" * 40):
            told = empty(
                "db", "copy", source.address, target.address, "--json", code=4, KAVACH_SECRET=secret
            ).json
            assert told["error"]["field"] == "secret"
            assert (schema(source), schema(target)) == (SCHEMA, SCHEMA)
        empty("db", "copy", source.address, target.address)


@pytest.mark.promise("AUD-3")
def test_a_log_that_does_not_hold_is_found_before_anything_stops(empty: Shell):
    with some(empty, "sqlite", "postgres") as (source, target):
        fill(source)
        source.rows("UPDATE audit SET at=at+1 WHERE seq=(SELECT max(seq) FROM audit)")
        told = empty("db", "copy", source.address, target.address, code=6)
        assert "nothing was changed" in told.out
        assert "the log does NOT hold" in told.out
        failed = lines(empty("db", "copy", source.address, target.address, "--json", code=6))[-1]
        assert failed["step"] == "failed"
        assert failed["audit"]["ok"] is False
        assert (schema(source), schema(target)) == (SCHEMA, SCHEMA)
        assert not target.rows("SELECT 1 FROM agent")


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize(
    ("side", "statement", "told"),
    [
        ("source", "UPDATE meter SET calls=0 WHERE id>0", "meter: meter (id "),
        ("source", "DELETE FROM audit WHERE seq=(SELECT max(seq) FROM audit)", "is not in the source"),
        ("target", "UPDATE agent SET permissions='[]' WHERE n=2", "agent: agent (n 2) differs"),
        ("both", "UPDATE audit SET at=at+1 WHERE code='ok'", "the log does NOT hold"),
    ],
)
def test_what_was_changed_behind_the_move_is_found_at_the_end(
    empty: Shell, side: str, statement: str, told: str
):
    with some(empty, "sqlite", "postgres") as (source, target):
        filled = fill(source)
        before = source.dump()
        begun(source, target, close=True).run(nothing)
        for name, place in (("source", source), ("target", target)):
            if side in (name, "both"):
                place.rows(statement)
        for _ in range(2):
            ran = empty("db", "copy", source.address, target.address, code=6)
            assert told in ran.out
            assert "kavach db reopen" in ran.err
        assert lines(empty("db", "copy", source.address, target.address, "--json", code=6))[-1]["problem"]
        assert (schema(source), schema(target)) == (MOVING, PARTIAL)
        if side == "target":  # the source is what it was, and goes on
            empty("db", "reopen", KAVACH_DB=source.address)
            after = source.dump()
            assert before["agent"] == after["agent"]
            check_it_goes_on(source, filled)


def test_a_move_that_was_given_up_cannot_be_gone_on_with(empty: Shell, tmp_path: Path):
    with some(empty, "sqlite", "sqlite", "sqlite") as (source, part, fresh):
        fill(source)
        begun(source, part, close=True).run(nothing)
        other = empty("db", "copy", source.address, fresh.address, code=4).err
        assert "it is being copied to" in other
        closed = empty("agents", "list", code=5, KAVACH_DB=source.address).err
        assert "kavach db reopen" in closed
        assert "complete" in empty("agents", "list", code=5, KAVACH_DB=part.address).err
        assert "never" not in empty("db", "reopen", KAVACH_DB=source.address).out
        assert empty("db", "reopen", "--json", KAVACH_DB=source.address).json["reopened"] is False
        assert (
            "not complete" in empty("db", "reopen", "--unsafe-two-live", code=4, KAVACH_DB=part.address).err
        )
        assert "drop it" in empty("db", "copy", source.address, part.address, code=4).err
        assert "is a copy itself" in empty("db", "copy", part.address, fresh.address, code=4).err
        with source.open() as kavach:
            assert kavach.audit.verify().ok
        empty("db", "copy", source.address, fresh.address)
        told = empty("db", "copy", source.address, part.address, code=4).err
        assert "it is being copied to" in told


@pytest.mark.promise("EX-1", "DB-5")
def test_going_back_to_a_source_that_was_moved_takes_a_word(empty: Shell):
    with some(empty, "sqlite", "sqlite") as (source, target):
        with source.open() as kavach:
            made = kavach.agents.create(
                name="a", type="service", permissions=[{"resource": "*", "actions": ["*"]}]
            )
        empty("db", "copy", source.address, target.address)
        told = empty("db", "reopen", code=4, KAVACH_DB=source.address).err
        assert "--unsafe-two-live" in told
        assert str(target.path) in told
        back = empty("db", "reopen", "--unsafe-two-live", KAVACH_DB=source.address)
        assert "kavach db restored --all" in back.err
        empty("db", "restored", "--all", "--yes", KAVACH_DB=source.address)
        with source.open() as kavach:
            assert kavach.authorize(token=made.token, **READ).code == "suspended"
            assert kavach.audit.verify().ok


def test_a_rehearsal_leaves_the_source_as_it_was(empty: Shell):
    with some(empty, "sqlite", "postgres") as (source, target):
        filled = fill(source)
        ran = empty("db", "copy", source.address, target.address, "--keep-source")
        assert "the source goes on, the copy is closed" in ran.out
        assert (schema(source), schema(target)) == (SCHEMA, COPIED)
        assert "which goes on" in empty("agents", "list", code=5, KAVACH_DB=target.address).err
        assert "holds" in empty("db", "copy", source.address, target.address, "--keep-source", code=4).err
        empty("db", "reopen", code=4, KAVACH_DB=target.address)
        check_it_goes_on(source, filled)
        empty("db", "reopen", "--unsafe-two-live", KAVACH_DB=target.address)
        with Kavach(target.address, SECRET) as kavach:
            assert kavach.audit.verify().ok
