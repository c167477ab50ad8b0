"""What happened lately, counted over a bounded beginning of the log: the newest decisions, at most so many, at most a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pykavach.engine.entries import Entry

if TYPE_CHECKING:
    from pykavach.aio import View

#: Decisions that are looked at: what that takes does not grow with the log.
MOST: Final = 1000
SPAN: Final = timedelta(hours=24)
_BUCKETS: Final = 48
#: What a chart shows at least, so that a busy minute does not look like a day.
_LEAST: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Recent:
    """The newest decisions, counted. ``whole``: they are all of the last 24 hours."""

    whole: bool
    since: datetime
    until: datetime
    decisions: int
    denied: int
    pending: int
    agents: int
    usd: Decimal
    #: The slowest of a hundred, up to the commit's start, in microseconds.
    p99_us: int
    codes: list[tuple[str, int]]
    #: By agent, the most first: decisions, refusals, dollars.
    spenders: list[tuple[str, int, int, Decimal]]
    #: Over ``buckets`` equal parts of the time.
    all: list[int]
    refused: list[int]
    newest: list[Entry]

    @property
    def denied_share(self) -> float:
        return self.denied / self.decisions if self.decisions else 0.0


async def look(view: View) -> Recent:
    """Count the newest decisions that the view sees."""
    now = datetime.now(UTC)
    page = await view.audit.query(kind="decision", since=now - SPAN, newest_first=True, limit=MOST)
    return counted(page.items, now, whole=page.next_cursor is None)


def counted(entries: list[Entry], now: datetime, *, whole: bool) -> Recent:
    """Count entries that are given newest first."""
    until = max([now, *(entry.at for entry in entries[:1])])
    since = min([until - _LEAST, *(entry.at for entry in entries[-1:])])
    width = max((until - since).total_seconds(), 1.0) / _BUCKETS
    all, refused = [0] * _BUCKETS, [0] * _BUCKETS
    codes: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    denials: Counter[str] = Counter()
    money: dict[str, Decimal] = {}
    for entry in entries:
        bucket = min(_BUCKETS - 1, max(0, int((entry.at - since).total_seconds() / width)))
        all[bucket] += 1
        id = entry.agent_id or ""
        calls[id] += 1
        if entry.outcome == "allow":
            money[id] = money.get(id, Decimal(0)) + (entry.cost_usd or 0)
        else:
            codes[entry.code or ""] += 1
        if entry.outcome == "deny":
            refused[bucket] += 1
            denials[id] += 1
    slow = sorted(entry.latency_us or 0 for entry in entries)
    order = sorted(
        (id for id in calls if id), key=lambda each: (-money.get(each, Decimal(0)), -calls[each], each)
    )
    return Recent(
        whole=whole,
        since=since,
        until=until,
        decisions=len(entries),
        denied=sum(denials.values()),
        pending=sum(entry.outcome == "pending" for entry in entries),
        agents=len(order),
        usd=sum(money.values(), Decimal(0)),
        p99_us=slow[len(slow) * 99 // 100] if slow else 0,
        codes=codes.most_common(8),
        spenders=[(id, calls[id], denials[id], money.get(id, Decimal(0))) for id in order[:8]],
        all=all,
        refused=refused,
        newest=entries[:10],
    )
