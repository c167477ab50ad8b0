"""The promises that this version keeps, each with one line on what it says.

`test_requirements.py` holds this list against the `promise` marks of the tests, both ways: every promise has a test, and
every mark names a promise.
"""

from __future__ import annotations

from typing import Final

PROMISES: Final[dict[str, str]] = {
    # above all others
    "FC-1": "Whatever is unknown, unreadable, missing, malformed, raising or unreachable is denied.",
    "EX-1": "A limit of N admits exactly N, however many tasks and processes ask at once.",
    "EX-2": "One call's bad data fails that call alone, never the calls that share its batch.",
    # who is believed
    "TM-1": "Guard and key holders are trusted, agents are not; what runs is a copy of what was judged.",
    # the surface
    "DEC-1": "The dead end the judgement; else one fixed order picks the code, and one table says what may be retried.",
    "DEC-2": "A reason is one safe sentence: own rules by name, rules above by kind, never values; agents see their own level.",
    "API-1": "Any value given to authorize becomes a decision; other calls name the field in InvalidInput.",
    "API-2": "A repeated create, delegate or rotate under its key conflicts, and shows no token again.",
    "API-3": "After a fork the child opens its own connections, and nothing hangs.",
    "API-4": "A cancelled call may be booked, and never harms its neighbours.",
    "API-5": "Every change names its actor: the call's, the instance's, or the library.",
    "API-6": "Our keys are camelCase outside; either spelling is taken, both together and unknown ones refused; data is left alone.",
    # tokens
    "TOK-1": "Tokens have one form with check digits; malformed ones are refused before any look-up.",
    "TOK-2": "Only a token's hash is kept; the token itself is nowhere.",
    "TOK-3": "Rotation swaps at once, in every process; of simultaneous ones exactly one succeeds.",
    "TOK-4": "A grace keeps one old token for a time; a compromised rotation has none and revokes what was delegated.",
    "TOK-5": "The dead cannot be rotated, updated, resumed or delegated from; the suspended can be narrowed and rotated.",
    "TOK-6": "A change binds every decision that starts after it has returned, in every process.",
    # agents
    "AGT-1": "An autonomous agent can only be narrowed; it lives 90 days by default.",
    "AGT-2": "A delegated agent exists only under a parent; it lives a day by default, within the parent's life.",
    "AGT-3": "A service needs no user, has no expiry by default, and may be updated.",
    "AGT-4": "Every change has an entry with actor, before and after, in its own transaction.",
    "AGT-5": "Names, metadata, permissions and patterns are bounded; the number of live roots per user is held exactly.",
    "AGT-6": "Bad input is refused with its path when written, and denies when found in storage.",
    "AGT-7": "When and from where an agent was last used is known without reading the log.",
    "TEN-1": "A view of a tenant, an owner or an agent's subtree sees and changes that only; delegation stays within owner and tenant.",
    "OBS-1": "An observed agent's refusals are noted and let pass until a date, but never past the dead or a person.",
    # permissions
    "PRM-1": "Resources and patterns have one exact grammar; allows compare exactly, denies without case.",
    "PRM-2": "Nothing is allowed by default; the outcome is the least over the chain; order of writing never matters.",
    "PRM-3": "Evaluation is total, and explain shows every finding with its numbers.",
    "PRM-4": "A minimum of trust is refused until trust is built.",
    "PRM-5": "An allow under an idempotency key is given again for a day, charged once, after judging the chain alive.",
    "TIM-1": "One clock per database; one reading of it per batch is the time of everything in it.",
    "TIM-2": "A meter never goes back, so clocks that step can only deny more.",
    # limits
    "RATE-1": "Calls per minute, day and life are hard caps, with the wait to the reset.",
    "RATE-2": "One meter per level, whatever the resource.",
    "RATE-3": "Denied and pending calls take nothing.",
    "RATE-4": "A cap of 0 admits none.",
    "RATE-5": "Updates never reset a meter; a changed cap applies to what has been used.",
    "HRS-1": "Allowed hours are weekly UTC windows, start inclusive and end exclusive.",
    "IP-1": "Address allowlists are strict, and deny what is not exactly one listed address.",
    "IP-2": "The address judged at every level is that of the call.",
    "APR-0": "Approval patterns may match too much, never too little.",
    "BUD-1": "Money is whole micro-dollars inside; costs round up once; strict bounds.",
    "BUD-2": "Costs are booked when allowed; no allow brings booked and spent over a cap.",
    "BUD-3": "From 80 % of a budget on, a level admits a few calls a minute.",
    "BUD-4": "Once a budget is reached every call is refused until its window resets.",
    "BUD-5": "Settling replaces the booking at every level, in its own windows, once, within 35 days.",
    "BUD-6": "A crash leaves the booking, and unsettled calls are listed.",
    "BUD-7": "Recorded spend charges agent and ancestors, once per key; an unknown model is refused.",
    "ARG-1": "Patterns match whole values in linear time, in a bounded language that compiles alone.",
    "ARG-2": "Missing, null, empty and nested values deny; every element of a list must match.",
    "ARG-3": "Values over 4 KiB deny under a regex, over 64 KiB under a matcher.",
    "ARG-4": "Typed matchers for paths, hosts, numbers, choices and lengths refuse odd spellings.",
    "ARG-5": "Arguments that no rule names can be denied.",
    "BND-1": "Arguments are bounded JSON, checked by a walk that stops early.",
    # delegation
    "DEL-1": "Each pattern of a child lies within one allow of its parent, for each action.",
    "DEL-2": "The whole chain judges every call, so power taken from a parent is taken from all below.",
    "DEL-3": "Limits are pooled: a call charges its whole chain or nobody.",
    "DEL-4": "A dead ancestor stops everybody below at once.",
    "DEL-5": "Depth and the number of live descendants are bounded exactly.",
    "DEL-6": "A child's life lies within its parent's; owner and tenant are inherited.",
    "DEL-7": "Every decision and entry shows depth and full chain; a token delegates for its own agent only.",
    # approvals
    "APR-1": "A gated call opens one request, bound to the exact access; calls like it join.",
    "APR-2": "A yes is used by exactly one allow; a no holds until the request expires.",
    "APR-3": "Requests and yeses last an hour; one decision wins; only a person may give it.",
    "APR-4": "Waiting returns the final decision; requests per root are bounded.",
    "APR-5": "The person sees what will run; what is masked says so.",
    "EVT-1": "Events are written with their change and delivered after it, at least once and in order.",
    # audit and durability
    "AUD-1": "Exactly one entry per decision, committed before an allow or a pending is returned.",
    "AUD-2": "Arguments are redacted, committed to with a salt, and can be erased.",
    "AUD-3": "Entries are chained by hash without gaps; verify names the first broken place; checkpoints sign the ends.",
    "AUD-4": "Queries filter and page without skipping; exports stream everything and are safe to open.",
    "AUD-5": "Retention removes only whole prefixes below a signed checkpoint.",
    "AUD-6": "A store that does not answer means a prompt denial, and an allow nobody received is undone.",
    "AUD-7": "Strangers are recorded up to a rate, then counted, and never delay anybody known.",
    "DB-1": "Committed means on disk, unless durability is traded away by one word.",
    "DB-2": "A database file belongs to one host, and only its owner can read it.",
    "DB-3": "Processes queue fairly for the file, and long work holds it briefly.",
    "DB-4": "Opening creates or migrates the schema; a process that meets a newer one denies.",
    "DB-5": "After a restored backup, everything changed since its last checkpoint waits for a person.",
    # errors
    "ERR-1": "Two families of errors, each error with a wire code and an HTTP status.",
    "ERR-2": "Messages name the field, the rule and the way out, never a secret.",
}
