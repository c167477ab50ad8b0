"""What is left of an agent's calls, in the header fields of draft-ietf-httpapi-ratelimit-headers-10."""

from __future__ import annotations

from typing import Final

from pykavach.core.decision import Decision

_WINDOWS: Final = {"maxCallsPerMinute": ("minute", 60), "maxCallsPerDay": ("day", 86_400)}


def limit_headers(decision: Decision, now: float) -> dict[str, str]:
    """``RateLimit`` and ``RateLimit-Policy`` of the presented agent's own limits; ``Retry-After`` on what may pass later.

    ``now``: seconds since the epoch. A window ends with the UTC minute or day.
    """
    found: dict[str, str] = {}
    policies: list[str] = []
    states: list[str] = []
    for rule, limit, left in decision.quotas():
        if rule in _WINDOWS:
            name, seconds = _WINDOWS[rule]
            policies.append(f'"{name}";q={limit};w={seconds}')
            states.append(f'"{name}";r={left};t={seconds - int(now) % seconds}')
    if policies:
        found["ratelimit-policy"] = ", ".join(policies)
        found["ratelimit"] = ", ".join(states)
    if decision.retry_after is not None:
        found["retry-after"] = str(decision.retry_after)
    return found
