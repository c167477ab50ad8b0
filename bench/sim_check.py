"""Is what a simulation left behind exact? Counted again from the audit log, without the library's own arithmetic.

The log is read with the driver, entry by entry, and compared with the meters, with the limits in the agents' rows, and
with what callers were told:

- every level of every agent of a chain was charged by an allow, and every meter says what its charges add up to;
- no limit was exceeded, ever: calls in a minute, a day, a life; money at the moment of each authorization;
- every decision that a caller was told has its entry, and says the same; no allow has an entry that nobody was told of,
  unless the log itself says that it was undelivered;
- an allow under an idempotency key was given once, an approval was used once and after a yes;
- nothing was allowed after a revocation, a suspension or a rotation had returned;
- the hash chains hold, by ``audit.verify()``.

Where a limit was changed during the run, the widest that it has been is what must not be exceeded. What a change does to
a meter happens somewhat after the time in its entry; so money that a change *adds* counts against budgets only a
little later. A run over midnight UTC may be told wrong by this.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bench.databases import ask, marks
from bench.sim_caller import Notes

_MINUTE, _DAY = 60_000_000, 86_400_000_000
_PAGE = 5_000
#: Microseconds between the time of a change and its effect, at most.
_SLACK = 15_000_000
#: Problems of one kind that are told.
_TOLD = 5
_CALLS = {"maxCallsPerMinute": "minute", "maxCallsPerDay": "day", "maxCalls": "life"}
_MONEY = {"budgetUsdPerDay": "day", "budgetUsdPerMonth": "month", "budgetUsd": "life"}
_METER = (
    *("id", "agent", "level", "minute", "minute_calls", "throttle_calls"),
    *("day", "day_calls", "day_usd", "month", "month_usd", "calls", "usd"),
)


@dataclass(slots=True)
class Verdict:
    """What was looked at, and what is wrong."""

    problems: list[str] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    _kinds: Counter[str] = field(default_factory=Counter)

    def wrong(self, kind: str, what: str) -> None:
        self._kinds[kind] += 1
        if self._kinds[kind] <= _TOLD:
            self.problems.append(f"{kind}: {what}")

    @property
    def count(self) -> int:
        return self._kinds.total()


@dataclass(slots=True)
class Level:
    """What has happened to one meter, by the log."""

    calls: int = 0
    usd: int = 0
    #: By number of the window; "life" has the one window 0.
    minutes: Counter[int] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    day_usd: Counter[int] = field(default_factory=Counter)
    month_usd: Counter[int] = field(default_factory=Counter)
    #: (when it counts, number of the entry, micro-dollars, day and month it counts in, whether it was authorized)
    moves: list[tuple[int, int, int, int, int, bool]] = field(default_factory=list)

    def move(self, when: int, seq: int, usd: int, day: int, month: int, *, authorized: bool) -> None:
        self.usd += usd
        self.day_usd[day] += usd
        self.month_usd[month] += usd
        self.moves.append((when, seq, usd, day, month, authorized))


def check(url: str, notes: Notes) -> Verdict:
    """Look at everything."""
    return Check(url, notes).run()


class Check:
    """One look at one database."""

    def __init__(self, url: str, notes: Notes) -> None:
        self._url = url
        self._notes = notes
        self.verdict = Verdict()
        #: By number of the meter.
        self._levels: defaultdict[int, Level] = defaultdict(Level)
        #: By id: the number and the entry of allows, and the entries of all other answers.
        self._allows: dict[str, tuple[int, dict[str, Any]]] = {}
        self._others: dict[str, dict[str, Any]] = {}
        self._tallies: set[str] = set()
        self._undelivered: set[str] = set()
        #: Entries of settles (number, time, id of the allow, micro-dollars) and of records (number, entry).
        self._settles: list[tuple[int, int, str, int]] = []
        self._records: list[tuple[int, dict[str, Any]]] = []
        self._approved: set[str] = set()
        #: By agent and name of the level: every set of limits that it has had.
        self._caps: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)

    def run(self) -> Verdict:
        agents = ask(self._url, "SELECT n,id,permissions,constraints FROM agent")
        names = {n: id for n, id, _, _ in agents}
        meters = [_meter(row) for row in ask(self._url, f"SELECT {','.join(_METER)} FROM meter WHERE id>0")]
        for _, id, permissions, constraints in agents:
            self._note_caps(id, json.loads(permissions), json.loads(constraints))
        entries = 0
        for seq, text, kept in self._log():
            entries += 1
            self._read(seq, json.loads(text), kept)
        for settle in self._settles:
            self._settle(*settle)
        own = {names[meter["agent"]]: meter["id"] for meter in meters if meter["level"] == "agent"}
        for seq, entry in self._records:
            self._record(seq, entry, own)
        reached = sum(self._compare(names[meter["agent"]], meter) for meter in meters)
        self._settlements()
        self._told()
        self._keys()
        self._approvals()
        inside = self._stops()
        self._chains(entries)
        self.verdict.facts |= {
            "entries": entries,
            "allows": len(self._allows),
            "meters counted again": len(meters),
            "limits reached to the last unit": reached,
            "answers compared": len(self._notes.answers),
            "answers inside a stop": inside,
            "approvals used": sum(1 for _, entry in self._allows.values() if "approval" in entry["marks"]),
        }
        return self.verdict

    # -- reading -----------------------------------------------------------------------------------------------------

    def _log(self) -> Iterator[tuple[int, str, str | None]]:
        after = 0
        mark = marks(self._url, 1)
        page = f"SELECT seq,entry,kept FROM audit WHERE seq>{mark} ORDER BY seq LIMIT {_PAGE}"
        while rows := ask(self._url, page, (after,)):
            yield from ((seq, text, kept) for seq, text, kept in rows)
            after = rows[-1][0]

    def _note_caps(
        self, agent_id: str, permissions: list[dict[str, Any]], constraints: dict[str, Any]
    ) -> None:
        self._caps[agent_id, "agent"].append(constraints)
        for one in permissions:
            if one.get("effect") != "deny":
                name = f"{one['resource']} {','.join(sorted(one['actions']))}"
                self._caps[agent_id, name].append(one.get("constraints", {}))

    def _read(self, seq: int, entry: dict[str, Any], kept: str | None) -> None:
        kind, action, facts = entry["kind"], entry["action"], entry.get("facts", {})
        if kind == "decision" and entry["outcome"] == "allow":
            self._allow(seq, entry)
        elif kind in ("decision", "replay", "explain"):
            self._others[entry["id"]] = entry
        elif kind == "unknown_tokens":
            self._tallies.add(facts["tally"])
        elif kind == "undelivered":
            self._undelivered.add(facts["entry"])
            self._settles.append((seq, entry["at"], facts["entry"], 0))
        elif action == "usage.settle":
            self._settles.append((seq, entry["at"], facts["entry"], _micros(facts["after"]["costUsd"])))
        elif action == "usage.record":
            self._records.append((seq, entry))
        elif action == "agents.update":
            for state in json.loads(kept or "{}").values():
                self._note_caps(entry["agent"], state["permissions"], state["constraints"])
        elif action == "approvals.approve":
            self._approved.add(facts["approval"])

    def _allow(self, seq: int, entry: dict[str, Any]) -> None:
        at, cost = entry["at"], entry["cost"]
        self._allows[entry["id"]] = seq, entry
        charged = [charge["agent"] for charge in entry["charges"] if charge["level"] == "agent"]
        if sorted(charged) != sorted(entry["chain"]):
            self.verdict.wrong("charges", f"{entry['id']} charged {charged}, its chain is {entry['chain']}")
        for charge in entry["charges"]:
            level = self._levels[charge["meter"]]
            day, month = charge.get("day", at // _DAY), charge.get("month", _month(at))
            level.calls += 1
            level.minutes[at // _MINUTE] += 1
            level.days[day] += 1
            level.move(at, seq, cost, day, month, authorized=True)

    def _settle(self, seq: int, at: int, id: str, cost: int) -> None:
        if id not in self._allows:
            self.verdict.wrong("settlements", f"{id} was settled, but is no allow of this log")
            return
        _, entry = self._allows[id]
        change = cost - entry["cost"]
        when = at + _SLACK if change > 0 else at
        for charge in entry["charges"]:
            day = charge.get("day", entry["at"] // _DAY)
            month = charge.get("month", _month(entry["at"]))
            self._levels[charge["meter"]].move(when, seq, change, day, month, authorized=False)

    def _record(self, seq: int, entry: dict[str, Any], own: dict[str, int]) -> None:
        at, cost = entry["at"], _micros(entry["facts"]["costUsd"])
        for agent in entry["chain"]:
            level = self._levels[own[agent]]
            level.move(at + _SLACK, seq, cost, at // _DAY, _month(at), authorized=False)

    # -- comparing ---------------------------------------------------------------------------------------------------

    def _compare(self, agent_id: str, meter: dict[str, Any]) -> int:
        """A meter beside the log and beside its limits; how many of them were reached exactly."""
        level = self._levels[meter["id"]]
        name = f"{meter['level']!r} of {agent_id}"
        found = {
            "calls": level.calls,
            "usd": level.usd,
            "minute_calls": level.minutes[meter["minute"]],
            "day_calls": level.days[meter["day"]],
            "day_usd": level.day_usd[meter["day"]],
            "month_usd": level.month_usd[meter["month"]],
        }
        for column, value in found.items():
            if meter[column] != value:
                self.verdict.wrong(
                    "meters", f"{name} says {column}={meter[column]}, the log adds up to {value}"
                )
        caps = self._caps.get((agent_id, meter["level"]), [{}])
        reached = 0
        most = {"minute": level.minutes, "day": level.days, "life": Counter({0: level.calls})}
        for rule, window in _CALLS.items():
            cap = _widest(caps, rule, int)
            used = max(most[window].values(), default=0)
            if cap is not None and used > cap:
                self.verdict.wrong("limits", f"{name}: {used} calls in one {window}, {rule} is {cap}")
            reached += cap is not None and used == cap and cap > 0
        level.moves.sort()
        for rule, window in _MONEY.items():
            cap = _widest(caps, rule, _micros)
            if cap is not None:
                reached += self._budget(name, level, rule, window, cap)
        single = _widest(caps, "maxUsdPerCall", _micros)
        dearest = max((usd for _, _, usd, _, _, authorized in level.moves if authorized), default=0)
        if single is not None and dearest > single:
            self.verdict.wrong("limits", f"{name}: a call booked {dearest}, maxUsdPerCall is {single}")
        if any(rule in one for one in caps for rule in _MONEY):
            throttle = max(one.get("throttleCallsPerMinute", 6) for one in caps)
            if meter["throttle_calls"] > throttle:
                self.verdict.wrong(
                    "limits", f"{name}: {meter['throttle_calls']} throttled calls in one minute"
                )
        return reached

    def _budget(self, name: str, level: Level, rule: str, window: str, cap: int) -> bool:
        """No authorization is given once a budget is reached, nor brings it over (BUD-2, BUD-4)."""
        spent: Counter[int] = Counter()
        reached = False
        for _, seq, usd, day, month, authorized in level.moves:
            place = {"day": day, "month": month, "life": 0}[window]
            before = spent[place]
            spent[place] += usd
            if authorized and (before >= cap or before + usd > cap):
                self.verdict.wrong(
                    "limits", f"{name}: entry {seq} books {usd} on top of {before}, {rule} is {cap}"
                )
            reached = reached or (authorized and spent[place] == cap)
        return reached

    def _settlements(self) -> None:
        stored = dict(ask(self._url, "SELECT seq,cost FROM settlement"))
        logged = {self._allows[id][0]: cost for _, _, id, cost in self._settles if id in self._allows}
        if len(logged) != len(self._settles):
            self.verdict.wrong("settlements", f"{len(self._settles)} entries settle {len(logged)} calls")
        for seq in stored.keys() | logged.keys():
            if stored.get(seq) != logged.get(seq):
                self.verdict.wrong(
                    "settlements", f"call {seq}: stored {stored.get(seq)}, by the log {logged.get(seq)}"
                )
        for id, cost in self._notes.settled.items():
            if id not in self._allows or logged.get(self._allows[id][0]) != cost:
                self.verdict.wrong("settlements", f"{id} was settled at {cost} by somebody, the log differs")
        records = Counter((entry["agent"], _micros(entry["facts"]["costUsd"])) for _, entry in self._records)
        for (agent, cost), times in (Counter(self._notes.recorded) - records).items():
            self.verdict.wrong("records", f"{times} of {cost} for {agent} are not in the log")

    def _told(self) -> None:
        """What callers were told beside what the log says they were."""
        told: set[str] = set()
        for answer in self._notes.answers:
            if answer.code == "unavailable" or answer.audit_id is None:
                continue
            id = answer.audit_id
            if answer.kind == "decision" and answer.outcome == "allow":
                told.add(id)
                entry = self._allows[id][1] if id in self._allows else None
            elif id in self._tallies and answer.code == "unknown_token":
                continue
            else:
                entry = self._others.get(id)
            if entry is None:
                self.verdict.wrong("answers", f"{answer} has no entry that says so")
            elif (entry["outcome"], entry["code"]) != (answer.outcome, answer.code):
                self.verdict.wrong("answers", f"{answer}, but its entry says {entry['code']}")
            elif answer.code != "unknown_token" and entry["agent"] != answer.agent_id:
                self.verdict.wrong("answers", f"{answer}, but its entry is about {entry['agent']}")
        for id in self._allows.keys() - told - self._undelivered:
            self.verdict.wrong("answers", f"{id} is an allow that nobody was told of")

    def _keys(self) -> None:
        """Under one key one permission, however often it was asked for (PRM-5)."""
        given: defaultdict[tuple[str, str], list[tuple[str | None, bool]]] = defaultdict(list)
        for answer in self._notes.answers:
            if answer.key is not None and answer.outcome == "allow" and answer.kind == "decision":
                given[answer.agent_id, answer.key].append((answer.audit_id, answer.replayed))
        for (agent, key), answers in given.items():
            first = [id for id, replayed in answers if not replayed]
            if len({id for id, _ in answers}) > 1 or len(first) > 1:
                self.verdict.wrong("keys", f"{key!r} of {agent} was given as {answers}")

    def _approvals(self) -> None:
        used = Counter(
            entry["marks"]["approval"] for _, entry in self._allows.values() if "approval" in entry["marks"]
        )
        for id, times in used.items():
            if times > 1:
                self.verdict.wrong("approvals", f"{id} was used {times} times")
            if id not in self._approved or id in self._notes.refused:
                self.verdict.wrong("approvals", f"{id} was used, and nobody has approved it")

    def _stops(self) -> int:
        """No allow lies wholly inside a stop of an agent of its chain. How many answers do."""
        stops: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for stop in self._notes.stops:
            stops[stop.agent_id].append((stop.since, stop.until))
        inside = 0
        for answer in self._notes.answers:
            if answer.stale and answer.outcome == "allow":
                self.verdict.wrong("stops", f"{answer} was given for a token that had been rotated away")
            entry = self._others.get(answer.audit_id or "")
            if answer.outcome == "allow" and answer.audit_id in self._allows:
                entry = self._allows[answer.audit_id][1]
            for agent in entry["chain"] if entry is not None else ():
                for since, until in stops.get(agent, ()):
                    if answer.begun >= since and (not until or answer.ended <= until):
                        inside += 1
                        if answer.outcome == "allow" and answer.kind == "decision":
                            self.verdict.wrong("stops", f"{answer} came after {agent} was stopped")
        return inside

    def _chains(self, entries: int) -> None:
        from pykavach.sync import Kavach

        with Kavach(self._url, durability="process") as kavach:
            report = kavach.audit.verify()
        if not report.ok or report.entries != entries:
            self.verdict.wrong("chains", f"audit.verify() says {report}")


def _meter(row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(_METER, row, strict=True))


def _widest(caps: list[dict[str, Any]], rule: str, read: Any) -> int | None:
    """The widest that a limit has been; None where there was none at some time."""
    return None if any(rule not in one for one in caps) else max(read(one[rule]) for one in caps)


def _micros(text: str) -> int:
    return int(Decimal(text) * 1_000_000)


def _month(at: int) -> int:
    when = datetime.fromtimestamp(at / 1e6, UTC)
    return when.year * 12 + when.month - 1
