"""What the writer of an SQLite file knows from its last batch: true while nobody else commits, and bounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine_world import a_world
from process_world import url
from pykavach.ports import EntryFilter, Whose
from pykavach.storage import sqlite_unit
from pykavach.storage.sqlite import CHECKPOINT_PAGES, next_stretch
from pykavach.sync import Kavach


@pytest.mark.promise("EX-1", "AUD-4")
@pytest.mark.parametrize("most", [0, 3, 1000])
def test_what_the_writer_forgets_it_reads_and_lists_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
):
    monkeypatch.setattr(sqlite_unit, "_MOST_KNOWN", most)
    with a_world(tmp_path) as world:
        agents = [world.agent({"maxCalls": 2}) for _ in range(8)]
        remembered: list[int] = []
        for allowed in (True, True, False):
            for agent in agents:
                assert world.ask(agent).allowed is allowed
                if (known := world.engine.store._unit.known) is not None:  # the first call enters the epoch
                    remembered += len(known.readings), len(known.spans)
        assert max(remembered) == min(most + 1, len(agents))
        for agent in agents:
            assert world.reading(agent).calls == 2
            with world.engine.reading() as view:
                found = view.entries(EntryFilter(Whose(id=agent.id)), log=0, after=0, until=99, limit=99)
            assert [row.code for row in found] == ["ok", "ok", "rate_limited"]


class Interrupted(BaseException):
    """Like ``KeyboardInterrupt``."""


@pytest.mark.promise("API-4", "AUD-6", "TOK-6")
@pytest.mark.parametrize("place", ["a decision", "a look"])
@pytest.mark.parametrize("through", ["the driver", "SQLAlchemy"])
def test_what_an_interrupted_call_was_reading_stands_in_nobodys_way(tmp_path: Path, place: str, through: str):
    """Whoever keeps the exception keeps the cursor, with the answer that was being read: a notebook does."""
    with a_world(tmp_path) as world, Kavach(url(world.path), durability="process", timeout=2.0) as other:
        agent = world.agent()
        store = world.engine.store
        kept: list[object] = []
        with pytest.raises(Interrupted), store.unit() if place == "a decision" else store.view() as opened:
            query = "SELECT * FROM meter"
            rows = (
                opened._raw.execute(query) if through == "the driver" else opened._sql.exec_driver_sql(query)
            )
            assert rows.fetchone() is not None
            kept.append(rows)
            raise Interrupted
        other.agents.update(agent.id, name="renamed")
        assert other.authorize(agent_id=agent.id, resource="a", action="b").allowed
        assert world.ask(agent).allowed
        with store.view() as view:
            assert [found.name for found in view.find_agents(Whose(id=agent.id), limit=1)] == ["renamed"]
        assert kept


@pytest.mark.promise("API-4", "DB-1")
def test_what_an_interrupted_call_was_reading_keeps_no_file_open(tmp_path: Path):
    kept: list[object] = []
    with a_world(tmp_path) as world:
        world.agent()
        with pytest.raises(Interrupted), world.engine.store.unit() as unit:
            kept.append(unit._raw.execute("SELECT * FROM meter"))
            raise Interrupted
    assert kept
    # The last to leave has brought everything into the file and removed what stood beside it.
    assert {path.suffix for path in tmp_path.iterdir()} <= {".db", ".lock"}


@pytest.mark.promise("DB-3")
@pytest.mark.parametrize(
    ("written", "pages", "took", "expected"),
    [
        (9000, CHECKPOINT_PAGES, 0.02, 9000),  # as many as fill it
        (9000, 2 * CHECKPOINT_PAGES, 0.02, 4500),
        (1000, CHECKPOINT_PAGES // 2, 0.02, 2000),
        (2000, CHECKPOINT_PAGES, 0.1, 1000),  # it held the lock twice as long as it shall
        (2000, CHECKPOINT_PAGES, 0.05, 2000),
        (2000, CHECKPOINT_PAGES, 5.0, 500),  # so slow a disk is not helped by coming more often
        (100, CHECKPOINT_PAGES, 5.0, 64),
        (100, 1, 0.0001, 4 * CHECKPOINT_PAGES),  # others have just done it
        (0, 0, 0.0, 64),
        (64, -1, 0.0, 4 * CHECKPOINT_PAGES),
    ],
)
def test_checkpoints_come_when_the_log_is_full_or_would_hold_the_lock_too_long(
    written: int, pages: int, took: float, expected: int
):
    assert next_stretch(written, pages, took) == expected
