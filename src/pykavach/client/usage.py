"""What calls have cost, over HTTP."""

from __future__ import annotations

from pykavach.client.exchange import Again, Plan, path_of
from pykavach.client.nouns import Noun, as_library
from pykavach.core import money
from pykavach.engine import usage as library
from pykavach.engine.spend import Recorded, Settled, Summary, Unsettled
from pykavach.engine.usage import Amount
from pykavach.engine.values import Page, page_limit


class Usage(Noun):
    """What was spent, as far as the key sees."""

    @as_library(library.Usage.settle)
    def settle(self, audit_id: str, *, cost_usd: Amount) -> Plan[Settled]:
        body = {"cost_usd": _amount(cost_usd)}
        path = path_of("v1", "permits", audit_id, "settle")
        # The same cost again changes nothing.
        return self._one(Settled, "POST", path, body=body, again=Again.SAFE)

    @as_library(library.Usage.record)
    def record(
        self,
        agent_id: str,
        *,
        cost_usd: Amount | None = None,
        model: str | None = None,
        input_tokens: int | None = None,
        output_tokens: int | None = None,
        provider: str | None = None,
        key: str | None = None,
    ) -> Plan[Recorded]:
        body = {
            "cost_usd": None if cost_usd is None else _amount(cost_usd),
            "model": model,
            "input_tokens": input_tokens,
            "output_tokens": output_tokens,
            "provider": provider,
            "key": key,
        }
        again = Again.COUNTS if key is None else Again.SAFE
        return self._one(Recorded, "POST", path_of("v1", "agents", agent_id, "usage"), body=body, again=again)

    @as_library(library.Usage.summary)
    def summary(self, agent_id: str) -> Plan[Summary]:
        return self._one(Summary, "GET", path_of("v1", "agents", agent_id, "usage"))

    @as_library(library.Usage.unsettled)
    def unsettled(
        self, *, agent_id: str | None = None, limit: int = 100, cursor: str | None = None
    ) -> Plan[Page[Unsettled]]:
        query = {"agent_id": agent_id, "limit": page_limit(limit), "cursor": cursor}
        return self._page(Unsettled, "/v1/usage/unsettled", query=query)


def _amount(cost_usd: Amount) -> str:
    """Dollars as text, rounded up to a micro-dollar as the library does. Raises ``InvalidInput``."""
    return money.usd_text(money.micros(cost_usd, "cost_usd"))
