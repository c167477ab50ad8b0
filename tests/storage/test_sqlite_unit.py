"""What the writer of an SQLite file knows from its last batch: true while nobody else commits, and bounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine_world import a_world
from pykavach.ports import EntryFilter, Whose
from pykavach.storage import sqlite_unit


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
