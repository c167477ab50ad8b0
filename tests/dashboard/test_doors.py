"""Coming in: who may, with what, what the browser keeps of it, and what it may do with a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from dashboard_world import Visitor, text_of
from pykavach.core import tokens
from pykavach.core.roles import RIGHTS, Right, Role
from pykavach.server.dashboard.assets import assets
from pykavach.server.dashboard.table import PAGES
from pykavach.server.dashboard.visits import Page, csrf_of
from server_world import Served, served

SOMEBODY = tokens.mint(b"\x01" * 32, tokens.Prefix.SESSION)


def _path(page: Page) -> str:
    return re.sub(r"\{\w+\}", "nobody", page.path)


def rows(wanted: Callable[[Page], bool]):
    found = [row for row in PAGES if wanted(row)]
    return pytest.mark.parametrize("row", found, ids=lambda row: f"{row.method} {row.path}")


CLOSED = rows(lambda row: not row.open)
FORMS = rows(lambda row: not row.open and row.method == "POST")
LASTING = rows(lambda row: not row.open and row.path != "/sign-out")


@pytest.fixture(scope="module")
def people(server: Served) -> dict[Role, Visitor]:
    return {role: Visitor(server, role.value, user_id="alice") for role in Role}


def test_only_the_doors_are_open():
    assert {(row.method, row.path) for row in PAGES if row.open} == {
        ("GET", "/sign-in"),
        ("POST", "/sign-in"),
        ("POST", "/sign-in/passkey/options"),
        ("POST", "/sign-in/passkey"),
    }


def test_what_changes_something_needs_more_than_the_right_to_look():
    for row in PAGES:
        own = row.path in ("/sign-out", "/theme") or row.path.startswith("/settings/passkeys")
        if row.method == "POST" and not row.open and not own:
            assert row.right is not Right.READ, row.path


@CLOSED
@pytest.mark.parametrize(
    "cookie",
    [None, "kavach=", f"kavach={SOMEBODY}", "kavach=kva_x", f"__Host-kavach={SOMEBODY}"],
    ids=["none", "empty", "unknown", "no session", "another name"],
)
def test_nobody_gets_no_further_than_the_door(server: Served, row: Page, cookie: str | None):
    headers = {"origin": server.url} | ({} if cookie is None else {"cookie": cookie})
    answer = server.client().request(row.method, _path(row), headers=headers)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert answer.text == ""


def test_an_admin_key_in_a_cookie_is_nobody(server: Served):
    key = server.kavach.keys.create(name="key", role="admin")
    assert server.client().get("/agents", headers={"cookie": f"kavach={key.token}"}).status_code == 303


@LASTING
@pytest.mark.parametrize("role", list(Role))
def test_who_may_not_finds_nothing(people: dict[Role, Visitor], row: Page, role: Role):
    visitor = people[role]
    answer = visitor.get(_path(row)) if row.method == "GET" else visitor.post(_path(row))
    if row.right in RIGHTS[role]:
        named = "{" in row.path or (row.path.startswith("/users/") or "passkeys" in row.path)
        named = named and (row.method, row.path) != ("GET", "/settings/passkeys")
        assert (answer.status_code == 404) == named  # nobody is named "nobody", or nothing
        assert answer.status_code < 500
    else:
        assert answer.status_code == 404
        assert "There is nothing here, or nothing for you." in text_of(answer.text)


@FORMS
def test_a_form_without_its_token_changes_nothing(people: dict[Role, Visitor], row: Page):
    admin, owner = people[Role.ADMIN], people[Role.OWNER]
    origin = {"origin": admin.served.url}
    for form in ({}, {"csrf": ""}, {"csrf": "é"}, {"csrf": owner.csrf()}, {"csrf": csrf_of("")}):
        answer = admin.client.post(_path(row), data=form, headers=origin)
        assert answer.status_code == 403, form
    foreign = (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"{admin.served.url}.evil.example"},
        {"origin": admin.served.url, "sec-fetch-site": "cross-site"},
        {"origin": admin.served.url, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site"},
        {},
    )
    for headers in foreign:
        answer = admin.client.post(_path(row), data={"csrf": admin.csrf()}, headers=headers)
        assert answer.status_code == 403, headers
        assert "did not come from this site" in answer.text


def test_signing_in_from_another_site_is_refused(server: Served):
    key = server.kavach.keys.create(name="mine", role="admin")
    answer = server.client().post(
        "/sign-in", data={"token": key.token}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_link_signs_in_once_and_only_by_its_button(server: Served):
    server.kavach.users.create(id="ada", name="Ada", role="auditor")
    link = server.kavach.users.sign_in_link("ada").token
    client = server.client()
    for _ in range(3):  # a program that previews links
        shown = client.get(f"/sign-in?link={link}")
        assert shown.status_code == 200
        assert "set-cookie" not in shown.headers
    answer = client.post("/sign-in", data={"token": link, "next": "/audit"}, headers={"origin": server.url})
    assert (answer.status_code, answer.headers["location"]) == (303, "/audit")
    assert "Ada" in client.get("/").text
    again = server.client().post("/sign-in", data={"token": link}, headers={"origin": server.url})
    assert again.status_code == 403
    assert "was used before" in text_of(again.text)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/agents?x=1", "/agents?x=1"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/a\r\nset-cookie: x=1", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(server: Served, asked: str, given: str):
    key = server.kavach.keys.create(name="mine", role="admin")
    data = {"token": key.token, "next": asked}
    answer = server.client().post("/sign-in", data=data, headers={"origin": server.url})
    assert answer.headers["location"] == given


def test_where_one_wanted_to_go_is_kept(server: Served):
    answer = server.client().get("/agents?user_id=alice")
    assert answer.headers["location"] == "/sign-in?next=%2Fagents%3Fuser_id%3Dalice"
    again = server.client().get("/agents", headers={"sec-fetch-site": "cross-site"})
    assert again.status_code == 200
    assert 'http-equiv="refresh"' in again.text
    part = server.client().get("/agents", headers={"hx-request": "true"})
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/sign-in?next=%2Fagents")


def test_signing_out_ends_the_session_itself(server: Served):
    visitor = Visitor(server)
    cookie = {"cookie": f"kavach={visitor.client.cookies['kavach']}"}
    assert server.client().get("/agents", headers=cookie).status_code == 200
    assert visitor.post("/sign-out").headers["location"] == "/sign-in"
    assert "kavach" not in visitor.client.cookies
    assert server.client().get("/agents", headers=cookie).status_code == 303


def test_the_cookie_on_this_machine(server: Served):
    kept = _cookie(server.client(), server.url, server)
    assert re.fullmatch(r"kavach=kvs_[0-9a-f]+; HttpOnly; Path=/; SameSite=strict", kept)


def _cookie(client: httpx2.Client, origin: str, server: Served, **headers: str) -> str:
    key = server.kavach.keys.create(name="mine", role="admin")
    answer = client.post("/sign-in", data={"token": key.token}, headers={"origin": origin, **headers})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["set-cookie"])


def test_the_cookie_elsewhere_is_for_tls_alone(server: Served, tmp_path: Path):
    kept = _cookie(server.client(), "http://kavach.example.com", server, host="kavach.example.com")
    assert re.fullmatch(r"__Host-kavach=kvs_[0-9a-f]+; HttpOnly; Path=/; SameSite=strict; Secure", kept)
    assert "plain HTTP" in server.client().get("/sign-in", headers={"host": "kavach.example.com"}).text
    with served(tmp_path, public_url="https://kavach.example.com") as proxied:
        kept = _cookie(proxied.client(), "https://kavach.example.com", proxied)
        assert kept.startswith("__Host-kavach=")
        assert "plain HTTP" not in proxied.client().get("/sign-in").text


@pytest.mark.parametrize("path", ["/", "/agents", "/sign-in", "/agents/nobody", "/no-such-page"])
def test_the_headers_bound_what_a_page_can_do(server: Served, path: str):
    answer = Visitor(server).get(path, headers={"accept": "text/html"})
    headers = answer.headers
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    for part in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "connect-src 'self'"):
        assert part in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store"


def test_no_page_has_anything_inline(server: Served):
    visitor = Visitor(server)
    for row in PAGES:
        if row.method == "GET" and "{" not in row.path:
            text = visitor.get(row.path).text
            assert not re.search(
                r"<script(?![^>]*\bsrc=\"/static/)|<style|\bstyle=|\bon\w+=|javascript:", text
            ), row.path
            assert not re.search(r"(src|href|action)=\"(https?:)?//", text), row.path


def test_files_are_kept_for_ever_under_their_hash(server: Served):
    client = server.client()
    for asset in assets().values():
        answer = client.get(asset.address)
        assert answer.status_code == 200
        assert answer.content == asset.plain
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-encoding"] == "gzip"
    assert client.get("/static/dashboard.css").status_code == 404
    assert client.get("/static/..%2ftable.py").status_code == 404


def test_an_address_that_is_none(server: Served):
    shown = Visitor(server).get("/no-such-page", headers={"accept": "text/html"})
    assert (shown.status_code, shown.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert server.client().get("/no-such-page").json()["code"] == "not_found"
    wrong = server.client().put("/agents", headers={"accept": "text/html"})
    assert wrong.status_code == 405


@pytest.mark.promise("TM-1")
def test_a_form_that_says_a_thing_twice_is_refused(people: dict[Role, Visitor]):
    """Two readers of such a form could act on different values. Only the rows of permissions come more than once."""
    admin = people[Role.ADMIN]
    twice = {"name": ["one", "two"], "role": "auditor", "days": ""}
    answer = admin.post("/keys", twice)
    assert answer.status_code == 400
    assert "gives a name twice" in answer.text
    assert not [key for key in admin.served.kavach.keys.list().items if key.name in ("one", "two")]
    both = {"csrf": [admin.csrf()] * 2, "name": "three"}
    assert admin.client.post("/keys", data=both, headers={"origin": admin.served.url}).status_code == 400
    lines = {"effect": ["allow", "deny"], "actions": ["read", "write"], "resource": ["a", "b"]}
    made = admin.post("/agents/new", {"name": "rows", "type": "service", "days": "1", **lines})
    assert made.status_code in (200, 303), made.text
    assert "gives a name twice" not in made.text
