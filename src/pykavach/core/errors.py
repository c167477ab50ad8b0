"""The errors of Kavach: two families, each error with a wire code and an HTTP status (ERR-1).

*The caller erred* (``CallerError``): the same call will fail again until the caller changes something.
*The world failed* (``WorldError``): the call may succeed later, unchanged.

Messages name the field, the rule and the way out, and never carry a secret (ERR-2).
"""

from __future__ import annotations

from typing import Any, ClassVar

from pykavach.core.tokens import mask_tokens


class KavachError(Exception):
    """Root of every error this library raises on purpose."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500


class CallerError(KavachError):
    """The caller erred: change the call, not the time."""

    code = "caller_error"
    status = 400


class WorldError(KavachError):
    """The world failed: the same call may work later."""

    code = "world_error"
    status = 503


class InvalidInput(CallerError):
    """A value breaks a rule.

    ``field`` is the path of the offending value (``permissions[0].constraints.ipAllowlist[2]``) and ``message`` the
    rule it broke with the way out.
    """

    code = "invalid_input"
    status = 422

    def __init__(self, field: str, message: str) -> None:
        # Keys come from callers: one who pastes a token in the wrong place must not find it in a log (TOK-2).
        self.field = mask_tokens(field)
        self.message = mask_tokens(message)
        super().__init__(f"{self.field}: {self.message}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.field, self.message)


class NotFound(CallerError):
    """Nothing by that name is visible to this caller."""

    code = "not_found"
    status = 404


class Conflict(CallerError):
    """The state of the thing does not admit this change, or somebody else changed it first."""

    code = "conflict"
    status = 409


class ExceedsParent(CallerError):
    """A delegate asked for more than its parent holds (DEL-1, DEL-5, DEL-6)."""

    code = "exceeds_parent"
    status = 403


class PermissionsLocked(CallerError):
    """An autonomous agent's permissions and constraints can only be narrowed (AGT-1)."""

    code = "permissions_locked"
    status = 403


class Denied(CallerError):
    """A guard refused; ``decision`` says why."""

    code = "denied"
    status = 403

    def __init__(self, decision: Any) -> None:
        super().__init__(decision.reason)
        self.decision = decision

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.decision,)


class Unavailable(WorldError):
    """The store did not answer in time, or cannot be used safely. Nothing was allowed."""

    code = "unavailable"
    status = 503
