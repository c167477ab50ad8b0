"""Admin keys and people over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pykavach.client.agents import seconds
from pykavach.client.exchange import Plan, path_of
from pykavach.client.nouns import Noun, as_library
from pykavach.client.wire import field, read
from pykavach.engine import admin_keys, passkeys, users
from pykavach.engine.admin_keys import CreatedKey, KeyView
from pykavach.engine.passkeys import PasskeyView
from pykavach.engine.users import SignInLink, UserView
from pykavach.engine.values import Page, page_limit


@dataclass(frozen=True, slots=True)
class Me:
    """Whose credential a client has. ``kind``: ``key``, ``session`` or ``agent``; ``rights``: what its role may do."""

    kind: str
    id: str
    name: str
    rights: tuple[str, ...]
    tenant_id: str | None
    user_id: str | None


class Keys(Noun):
    """The admin keys of one installation, or of the tenant of the key."""

    @as_library(admin_keys.AdminKeys.create)
    def create(
        self,
        *,
        name: str,
        role: str,
        user_id: str | None = None,
        tenant_id: str | None = None,
        expires_in: timedelta | float | None = None,
    ) -> Plan[CreatedKey]:
        body = {
            "name": name,
            "role": role,
            "user_id": user_id,
            "tenant_id": tenant_id,
            "expires_in": seconds(expires_in, "expires_in"),
        }
        return self._one(CreatedKey, "POST", "/v1/keys", body=body, expected=201)

    @as_library(admin_keys.AdminKeys.list)
    def list(self, *, limit: int = 100, cursor: str | None = None) -> Plan[Page[KeyView]]:
        return self._page(KeyView, "/v1/keys", query={"limit": page_limit(limit), "cursor": cursor})

    @as_library(admin_keys.AdminKeys.get)
    def get(self, id: str) -> Plan[KeyView]:
        return self._one(KeyView, "GET", path_of("v1", "keys", id))

    @as_library(admin_keys.AdminKeys.revoke)
    def revoke(self, id: str) -> Plan[KeyView]:
        return self._one(KeyView, "POST", path_of("v1", "keys", id, "revoke"))


class Users(Noun):
    """The people of one installation, or of the tenant of the key."""

    @as_library(users.Users.create)
    def create(self, *, id: str, name: str, role: str, tenant_id: str | None = None) -> Plan[UserView]:
        body = {"id": id, "name": name, "role": role, "tenant_id": tenant_id}
        return self._one(UserView, "POST", "/v1/users", body=body, expected=201)

    @as_library(users.Users.list)
    def list(self, *, limit: int = 100, cursor: str | None = None) -> Plan[Page[UserView]]:
        return self._page(UserView, "/v1/users", query={"limit": page_limit(limit), "cursor": cursor})

    @as_library(users.Users.get)
    def get(self, id: str) -> Plan[UserView]:
        return self._one(UserView, "GET", path_of("v1", "users", id))

    @as_library(users.Users.update)
    def update(
        self, id: str, *, name: str | None = None, role: str | None = None, disabled: bool | None = None
    ) -> Plan[UserView]:
        body = {"name": name, "role": role, "disabled": disabled}
        return self._one(UserView, "PATCH", path_of("v1", "users", id), body=body)

    @as_library(users.Users.sign_in_link)
    def sign_in_link(self, id: str) -> Plan[SignInLink]:
        return self._one(SignInLink, "POST", path_of("v1", "users", id, "sign-in-link"), expected=201)

    @as_library(users.Users.end_sessions)
    def end_sessions(self, id: str) -> Plan[int]:
        value = yield from self._line.call("POST", path_of("v1", "users", id, "end-sessions"))
        return self._understood(lambda: read(int, field(value, "ended")))


class Passkeys(Noun):
    """The passkeys of people. They are made, and sign in, in a browser at the dashboard."""

    @as_library(passkeys.Passkeys.list)
    def list(self, user_id: str, *, limit: int = 100, cursor: str | None = None) -> Plan[Page[PasskeyView]]:
        query = {"limit": page_limit(limit), "cursor": cursor}
        return self._page(PasskeyView, path_of("v1", "users", user_id, "passkeys"), query=query)

    @as_library(passkeys.Passkeys.revoke)
    def revoke(self, user_id: str, id: str) -> Plan[PasskeyView]:
        path = path_of("v1", "users", user_id, "passkeys", id, "revoke")
        return self._one(PasskeyView, "POST", path)


class Own(Noun):
    """About the credential itself."""

    def me(self) -> Plan[Me]:
        """Whose credential this is, and what it may do."""
        return self._one(Me, "GET", "/v1/me")
