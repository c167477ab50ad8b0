"""Unknown tokens over the rate: counted, and written by whoever sees that their minute is over (AUD-7)."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from engine_world import a_world
from pykavach.core.errors import Unavailable
from pykavach.engine.strangers import RECORDED_PER_MINUTE, Strangers, Tally


@pytest.mark.promise("AUD-7")
def test_the_first_stranger_of_the_next_minute_has_the_count_of_the_last_one_written():
    now = [7 * 60.0]
    written: list[tuple[Tally, threading.Thread]] = []
    done = threading.Event()

    def write(tally: Tally) -> None:
        written.append((tally, threading.current_thread()))
        done.set()

    strangers = Strangers(write, clock=lambda: now[0])
    met = [strangers.meet(f"10.0.0.{n % 30}") for n in range(RECORDED_PER_MINUTE + 45)]
    assert met[:RECORDED_PER_MINUTE] == [None] * RECORDED_PER_MINUTE
    (id,) = set(met[RECORDED_PER_MINUTE:])
    now[0] += 60
    assert strangers.meet("10.0.0.1") is None  # a new minute has a hundred of its own
    assert done.wait(10)
    ((tally, thread),) = written
    assert (tally.id, tally.calls, len(set(tally.addresses))) == (id, 45, 20)
    assert thread is not threading.current_thread()  # nobody waits for the writing
    strangers.flush()
    assert len(written) == 1


@pytest.mark.promise("AUD-7", "AUD-6")
def test_a_count_that_cannot_be_written_is_said_and_stops_nobody(tmp_path, monkeypatch, caplog):
    with a_world(tmp_path) as world:
        strangers = Strangers(world.engine._write_tally, clock=lambda: 0.0)
        world.engine.strangers = strangers
        agent = world.agent()
        asked = [world.ask(agent, token="nobody's") for _ in range(RECORDED_PER_MINUTE + 3)]
        assert {decision.code for decision in asked} == {"unknown_token"}

        def gone(deadline: float | None = None) -> Any:
            raise Unavailable("the disk is gone")

        with monkeypatch.context() as patch:
            patch.setattr(world.engine.store, "unit", gone)
            strangers.flush()
        assert "3 calls with unknown tokens could not be recorded" in caplog.text
        world.allow(agent)
