"""Proofs from the log, and what is none."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import engine_world
from pykavach.core import audit as core
from pykavach.core import codec
from pykavach.core.errors import Conflict, InvalidInput, NotFound
from pykavach.engine import checkpoints, proofs
from pykavach.engine.audit import Audit
from pykavach.engine.keys import Keys
from pykavach.engine.proofs import ProofReport, verify_proof

SECRET = b"a secret of at least thirty-two bytes"
OTHER = b"another secret of at least thirty-two"
KEYS = Keys([SECRET], b"")
PUBLIC = KEYS.public_keys()[0]


class World(engine_world.World):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.close()
        self.engine = self.open(SECRET)
        self.audit = Audit(self.engine)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def filled(world: World, count: int = 4) -> list[str]:
    agent = world.agent()
    return [world.allow(agent).audit_id for _ in range(count)]


def checked(proof: Any, **more: Any) -> ProofReport:
    return verify_proof(proof, public_key=PUBLIC, **more)


@pytest.mark.promise("AUD-3")
def test_a_proof_holds_exactly_the_links_to_the_position_that_is_signed(world: World) -> None:
    ids = filled(world)
    kept = world.audit.checkpoint()
    proof = world.audit.proof(ids[1])
    assert list(proof) == ["version", "auditId", "hash", "entry", "links", "checkpoint"]
    assert [codec.loads(text)["id"] for text in proof["links"]] == ids[2:]  # type: ignore[index,call-overload]
    assert world.audit.proof(ids[-1])["links"] == []
    assert checked(world.audit.proof(ids[-1])).ok
    report = checked(proof, audit_id=ids[1], checkpoint=json.dumps(kept))
    assert report.wire() == {
        "ok": True,
        "problem": None,
        "entry": codec.loads(proof["entry"]),
        "signedAt": kept["at"],
    }


BREAKS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "proof: must be what": lambda p: p.pop("hash"),
    "proof: must be what audit.proof() returned": lambda p: p.update(more=1),
    "version: must be 1": lambda p: p.update(version=True),
    "version: must be 1;": lambda p: p.update(version=2),
    "links: must be a list": lambda p: p.update(links="abc"),
    "entry: is not the canonical": lambda p: p.update(entry=None),
    "entry: is not the canonical text": lambda p: p.update(entry="[]"),
    "entry: is not the canonical text of": lambda p: p.update(entry=p["entry"].replace(",", ", ", 1)),
    "entry: does not say where": lambda p: p.update(entry='{"log":0}'),
    "entry: does not say where it": lambda p: p.update(entry='{"id":"aud_1_a","log":true,"pos":1}'),
    "entry: does not say where it stands": lambda p: p.update(entry='{"id":[],"log":0,"pos":1}'),
    "entry: is named by another": lambda p: p.update(entry='{"id":"aud_2_a","log":0,"pos":1}'),
    "entry: is named by another place": lambda p: p.update(entry='{"id":"aud_1_a","log":0,"pos":0}'),
    "entry: is named by another place than": lambda p: p.update(entry='{"id":"aud_1_a","log":-1,"pos":1}'),
    "proof: is of another entry": lambda p: p.update(auditId="aud_1_a"),
    "proof: states another hash": lambda p: p.update(hash="00" * 32),
    "checkpoint: its signature": lambda p: p["checkpoint"].update(count=9),
    "checkpoint: its signature does": lambda p: p["checkpoint"].update(
        signature=p["checkpoint"]["signature"].upper()
    ),
    "checkpoint: must be what": lambda p: p.update(checkpoint=None),
    "links: position 3 of log 0": lambda p: p["links"].pop(0),
    "links: position 4 of log 0": lambda p: p["links"].insert(1, p["links"][0]),
    "links: do not lead to": lambda p: p["links"].pop(),
    "links: do not lead to a": lambda p: p["links"].clear(),
    "entry: is not the canonical text of an": lambda p: p["links"].append(1),
}


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("problem", BREAKS)
def test_what_is_no_proof_says_what_is_wrong_with_it(world: World, problem: str) -> None:
    ids = filled(world)
    world.audit.checkpoint()
    proof = world.audit.proof(ids[1])
    broken = deepcopy(proof)
    BREAKS[problem](broken)
    for given in (broken, json.dumps(broken)):
        report = checked(given)
        assert not report
        assert (report.problem or "").startswith(problem), report.problem
        assert (report.entry, report.signed_at) == (None, None)
    assert checked(proof).ok


def test_what_is_no_json_is_no_proof() -> None:
    for text in ("", "[]", "{", '{"a":1,"a":1}'):
        assert not checked(text).ok


def test_a_proof_needs_a_key_that_is_known_by_other_ways(world: World) -> None:
    ids = filled(world)
    kept = world.audit.checkpoint()
    proof = world.audit.proof(ids[0])
    # Somebody signs the same heads, and names their own key.
    forger = Keys([OTHER], b"")
    heads = [core.Head(h["log"], h["position"], bytes.fromhex(h["hash"])) for h in kept["heads"]]
    proof["checkpoint"] = checkpoints.make(forger, kept["installation"], 0, heads)
    assert "signature" in (checked(proof).problem or "")
    assert verify_proof(proof, public_key=[PUBLIC, *forger.public_keys()]).ok
    for none in ([], "00", 7):
        with pytest.raises(InvalidInput, match="public_key"):
            verify_proof(proof, public_key=none)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="checkpoint"):
        checked(proof, checkpoint={})


def test_only_our_own_checkpoints_lead_to_a_proof(world: World) -> None:
    ids = filled(world)
    kept = world.audit.checkpoint()
    heads = [core.Head(h["log"], h["position"], bytes.fromhex(h["hash"])) for h in kept["heads"]]
    elsewhere = checkpoints.make(KEYS, "another", 0, heads)
    with pytest.raises(InvalidInput, match="another installation"):
        world.audit.proof(ids[0], checkpoint=elsewhere)
    with pytest.raises(NotFound, match="checkpoint"):
        world.audit.proof(ids[0], checkpoint="ab" * 64)
    with pytest.raises(InvalidInput, match="checkpoint"):
        world.audit.proof(ids[0], checkpoint="ab")
    world.engine.close()
    world.engine = world.open()  # without the secret nobody here knows which is genuine
    proof = Audit(world.engine).proof(ids[0])
    assert proof["checkpoint"] == kept
    assert checked(proof).ok


def test_a_proof_is_bounded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = filled(world, 6)
    world.audit.checkpoint()
    monkeypatch.setattr(proofs, "MOST_LINKS", 4)
    with pytest.raises(Conflict, match="too many"):
        world.audit.proof(ids[0])
    assert len(world.audit.proof(ids[1])["links"]) == 4
    size = sum(len(text) for text in world.audit.proof(ids[1])["links"])
    monkeypatch.setattr(proofs, "MOST_TEXT", size)
    with pytest.raises(Conflict, match="too many"):
        world.audit.proof(ids[1])
    monkeypatch.setattr(proofs, "MOST_TEXT", size + 10_000)
    monkeypatch.setattr(proofs, "_PAGE", 2)
    assert checked(world.audit.proof(ids[1])).ok


def test_a_missing_entry_ends_the_chain(world: World) -> None:
    ids = filled(world)
    world.audit.checkpoint()
    seq = core.parse_entry_id(ids[2])
    with closing(sqlite3.connect(world.path)) as raw, raw:
        raw.execute("DELETE FROM audit WHERE seq=?", (seq,))
    with pytest.raises(Conflict, match="not what the checkpoint signed"):
        world.audit.proof(ids[1])
    with closing(sqlite3.connect(world.path)) as raw, raw:
        raw.execute("DELETE FROM audit WHERE seq=?", (core.parse_entry_id(ids[3]),))
    with pytest.raises(Conflict, match="not what the checkpoint signed"):
        world.audit.proof(ids[1])
    for nobody in ("nothing", ids[2], ids[3][:-1]):
        with pytest.raises(NotFound):
            world.audit.proof(nobody)


def test_an_entry_is_proved_under_its_own_name_only(world: World) -> None:
    ids = filled(world)
    world.audit.checkpoint()
    place, _, suffix = ids[1].rpartition("_")
    with pytest.raises(NotFound):
        world.audit.proof(f"{place}_{'0' * 8 if suffix != '0' * 8 else '1' * 8}")


@pytest.mark.promise("AUD-3", "ERR-1")
@pytest.mark.parametrize("damage", ["[", "[\\u00"])
@pytest.mark.parametrize("place", [1, 2])
def test_what_is_damaged_is_not_proved(world: World, place: int, damage: str) -> None:
    ids = filled(world)
    world.audit.checkpoint()
    with closing(sqlite3.connect(world.path)) as raw, raw:
        raw.execute("UPDATE audit SET entry=? WHERE seq=?", (damage, core.parse_entry_id(ids[place])))
    with pytest.raises(Conflict):
        world.audit.proof(ids[1])
