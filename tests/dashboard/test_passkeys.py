"""Passkeys in a real browser with a virtual authenticator: added, used, revoked, and every way in which one is refused."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect, sync_playwright

from dashboard_world import ARGUMENTS, BROWSER, HOSTILE, Visitor, picture, text_of
from pykavach.engine import ceremony
from server_world import Served, served

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
REFUSED = "That passkey signs nobody in here. Try again, or use a sign-in link."
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
_VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    found => found.id + ": " + found.help + " " + found.nodes.map(node => node.html).join(" | "))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not BROWSER.exists() and not os.environ.get("CI"):
        pytest.skip(f"there is no {BROWSER}: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(BROWSER), args=ARGUMENTS)
        yield opened
        opened.close()


def near(server: Served) -> str:
    """The server by a name: no passkey is for an address."""
    return server.url.replace("127.0.0.1", "localhost")


class Device:
    """A browser with an authenticator in it, and one person."""

    def __init__(self, server: Served, context: BrowserContext, id: str) -> None:
        self.server, self.id, self.url = server, id, near(server)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self._session: CDPSession = context.new_cdp_session(self.page)
        self._session.send("WebAuthn.enable")
        self.authenticator = self.cdp("addVirtualAuthenticator", options=DEVICE)["authenticatorId"]

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 403" not in text:
            self.complaints.append(text)

    def cdp(self, method: str, **values: Any) -> Any:
        return self._session.send(f"WebAuthn.{method}", values)  # type: ignore[arg-type]

    def on_it(self, method: str, **values: Any) -> Any:
        """A command to the authenticator."""
        return self.cdp(method, authenticatorId=self.authenticator, **values)

    def open(self, path: str) -> Page:
        response = self.page.goto(self.url + path)
        assert response is not None
        assert response.status == 200, path
        return self.page

    def sign_in_by_link(self) -> None:
        self.open(f"/sign-in?link={self.server.kavach.users.sign_in_link(self.id).token}")
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def add(self, name: str = "laptop") -> None:
        page = self.open("/settings/passkeys")
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_role("cell", name=name, exact=True)).to_be_visible()

    def ready(self) -> None:
        """Signed in, with a passkey, and out again."""
        self.sign_in_by_link()
        self.add()
        self.out()

    def out(self) -> None:
        self.page.get_by_role("button", name="Sign out").click()
        self.page.wait_for_url("**/sign-in")

    def press(self) -> None:
        self.open("/sign-in")
        self.page.get_by_role("button", name="Sign in with a passkey").click()

    def comes_in(self) -> None:
        self.press()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()
        expect(self.page.locator(".out")).to_contain_text(f"The {self.id}")

    def is_refused(self) -> None:
        self.press()
        expect(self.page.get_by_role("alert").first).to_have_text(REFUSED)
        assert self.page.get_by_role("button", name="Sign out").count() == 0


Opens = Callable[..., Device]


@pytest.fixture
def opens(server: Served, browser: Browser) -> Iterator[Opens]:
    contexts: list[BrowserContext] = []
    devices: list[Device] = []

    def open_one(id: str, role: str = "admin", **options: Any) -> Device:
        if not [user for user in server.kavach.users.list(limit=1000).items if user.id == id]:
            server.kavach.users.create(id=id, name=f"The {id}", role=role)
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 860}, "locale": "en-GB"} | options
        )
        contexts.append(context)
        devices.append(Device(server, context, id))
        return devices[-1]

    yield open_one
    for context in contexts:
        context.close()
    assert [complaint for device in devices for complaint in device.complaints] == []


def passkey_of(server: Served, id: str) -> Any:
    [found] = server.kavach.passkeys.list(id).items
    return found


# -- in --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["admin", "owner"])
def test_added_signed_in_with_named_and_revoked(server: Served, opens: Opens, role: str):
    device = opens(f"ann-{role}", role)
    device.sign_in_by_link()
    page = device.open("/settings")
    page.get_by_role("link", name="Your passkeys").click()
    expect(page.get_by_role("main")).to_contain_text("You have none yet.")
    device.add("old phone")
    device.out()
    device.comes_in()
    assert passkey_of(server, device.id).last_used_at is not None
    names = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert "kavach-asker" not in names
    assert (names["kavach"]["httpOnly"], names["kavach"]["sameSite"]) == (True, "Strict")
    page = device.open("/settings/passkeys")
    page.get_by_label("Another name for old phone").fill("new phone")
    page.get_by_role("button", name="Rename old phone").click()
    expect(page.get_by_role("cell", name="new phone", exact=True)).to_be_visible()
    # The same device is not registered twice.
    page.get_by_label("Name", exact=True).fill("again")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("[data-problem]")).to_have_text("This device has a passkey of yours already.")
    page.get_by_role("button", name="Revoke new phone").click()
    expect(page.get_by_role("cell", name="revoked")).to_be_visible()
    device.out()
    device.is_refused()
    changes = [
        entry.action
        for entry in server.kavach.audit.query(kind="change", limit=1000).items
        if entry.actor == device.id
    ]
    assert changes == [
        "users.sign_in",
        "passkeys.register",
        "users.sign_out",
        "users.sign_in",
        "passkeys.rename",
        "passkeys.revoke",
        "users.sign_out",
    ]


def test_where_one_wanted_to_go_is_where_one_comes_to(server: Served, opens: Opens):
    device = opens("goer")
    device.ready()
    device.open("/sign-in?next=%2Fusage%3Fgroup%3Dagent")
    device.page.get_by_role("button", name="Sign in with a passkey").click()
    device.page.wait_for_url("**/usage?group=agent")


def test_axe_finds_nothing_and_nothing_is_cut_off(server: Served, opens: Opens):
    server.kavach.users.create(id="hostile", name=HOSTILE[:200], role="admin")
    device = opens("hostile", viewport={"width": 360, "height": 700})
    device.sign_in_by_link()
    device.add("a phone with a rather long name that goes on and on")
    axe, found = AXE.read_text(), {}
    for name, path in {
        "passkeys": "/settings/passkeys",
        "person": "/users/person?id=hostile",
        "sign-in-passkey": "/sign-in",
    }.items():
        if path == "/sign-in":
            device.out()
        page = device.open(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            picture(page, f"{name}-{scheme}-narrow")
            page.evaluate(axe)
            if violations := page.evaluate(_VIOLATIONS):
                found[f"{name} {scheme}"] = violations
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert found == {}


def test_without_scripts_the_door_is_as_it_was(server: Served, opens: Opens):
    device = opens("plain", java_script_enabled=False)
    page = device.open("/sign-in")
    expect(page.get_by_label("Admin key")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    device.sign_in_by_link()
    page = device.open("/settings/passkeys")
    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text("turn on JavaScript")


# -- not in ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("FC-1")
def test_an_administrator_ends_a_passkey_and_the_sessions(server: Served, opens: Opens):
    device = opens("eve")
    device.ready()
    device.comes_in()
    admin = Visitor(server)
    shown = text_of(admin.get("/users/person?id=eve").text)
    assert "laptop" in shown
    assert admin.post("/users/end-sessions", {"id": "eve"}).status_code == 303
    assert server.kavach.users.sessions("eve") == []
    device.page.goto(device.url + "/settings")
    device.page.wait_for_url("**/sign-in?next=**")
    device.comes_in()
    form = {"id": "eve", "passkey": passkey_of(server, "eve").id}
    assert admin.post("/users/revoke-passkey", form).status_code == 303
    device.out()
    device.is_refused()
    assert admin.post("/users/revoke-passkey", form | {"id": "nobody"}).status_code == 404


@pytest.mark.promise("FC-1")
def test_somebody_disabled_is_refused(server: Served, opens: Opens):
    device = opens("dan")
    device.ready()
    server.kavach.users.update("dan", disabled=True)
    device.is_refused()
    server.kavach.users.update("dan", disabled=False)
    device.is_refused()


@pytest.mark.promise("FC-1")
def test_an_answer_that_was_used_is_refused(server: Served, opens: Opens):
    device = opens("rita")
    device.ready()
    sent: list[tuple[str, str]] = []
    device.page.on(
        "request",
        lambda request: (
            sent.append((request.post_data or "", request.all_headers()["cookie"]))
            if request.url.endswith("/sign-in/passkey")
            else None
        ),
    )
    device.comes_in()
    [(body, cookie)] = sent
    assert "kavach-asker=" in cookie
    for headers in ({"cookie": cookie}, {"cookie": "kavach-asker=" + "0" * 64}, {}):
        answer = httpx2.post(
            f"{server.url}/sign-in/passkey",
            content=body,
            headers={
                "host": near(server).removeprefix("http://"),
                "origin": near(server),
                "content-type": "application/x-www-form-urlencoded",
                **headers,
            },
            trust_env=False,
        )
        assert answer.status_code == 403
        assert REFUSED in text_of(answer.text)
        assert "set-cookie" not in answer.headers
    assert len(server.kavach.users.sessions("rita")) == 1


_RELAY = """async ([challenge]) => {
    const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
    const found = await navigator.credentials.get({publicKey: {
        challenge: bytes(challenge), rpId: "localhost", userVerification: "required"}});
    const response = {};
    for (const name of ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
        response[name] = text(found.response[name]);
    return JSON.stringify({id: found.id, rawId: text(found.rawId), type: found.type, response});
}"""


@pytest.mark.promise("FC-1")
@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_what_somebody_else_has_had_signed_is_refused(
    server: Served, opens: Opens, tmp_path: Path, caplog: pytest.LogCaptureFixture, where: str
):
    """Somebody asks for a challenge themselves and has it signed by a person: on this site it is theirs, elsewhere no."""
    device = opens(f"vic-{where}")
    device.ready()
    with served(tmp_path) as other:
        device.page.goto(near(server if where == "here" else other) + "/sign-in")
        thief = server.client(headers={"host": near(server).removeprefix("http://"), "origin": near(server)})
        options = thief.post("/sign-in/passkey/options").json()
        signed = device.page.evaluate(_RELAY, [options["challenge"]])
        asker = thief.cookies["kavach-asker"]
        answer = thief.post(
            "/sign-in/passkey", data={"answer": signed}, headers={"cookie": f"kavach-asker={asker}"}
        )
    assert answer.status_code == (303 if where == "here" else 403)
    assert ("Unexpected client data origin" in caplog.text) == (where == "elsewhere")


@pytest.mark.promise("FC-1")
def test_a_copy_of_an_authenticator_is_refused(
    server: Served, opens: Opens, caplog: pytest.LogCaptureFixture
):
    device = opens("cleo")
    device.ready()
    [copy] = device.on_it("getCredentials")["credentials"]
    device.comes_in()
    device.out()
    device.on_it("removeCredential", credentialId=copy["credentialId"])
    device.on_it("addCredential", credential=copy)
    device.is_refused()
    assert "there is a copy of it" in caplog.text
    [entry] = server.kavach.audit.query(action="passkeys.refuse").items
    assert entry.actor == "cleo"
    device.comes_in()  # it has counted on meanwhile


@pytest.mark.promise("FC-1")
def test_an_authenticator_that_does_not_verify_its_user_is_refused(
    server: Served, opens: Opens, caplog: pytest.LogCaptureFixture
):
    device = opens("uma")
    device.ready()
    device.on_it("setUserVerified", isUserVerified=False)
    device.press()
    expect(device.page.locator("[data-problem]")).to_contain_text("No passkey was used")
    # The browser is told not to insist; the server still does.
    device.open("/sign-in")
    device.page.evaluate(
        """() => { const get = navigator.credentials.get.bind(navigator.credentials);
        navigator.credentials.get = (asked) => { asked.publicKey.userVerification = "discouraged"; return get(asked); } }"""
    )
    device.page.get_by_role("button", name="Sign in with a passkey").click()
    expect(device.page.get_by_role("alert").first).to_have_text(REFUSED)
    assert "User verification is required" in caplog.text
    device.on_it("setUserVerified", isUserVerified=True)
    device.comes_in()


# -- without a browser -----------------------------------------------------------------------------------------------


class Person(Visitor):
    """A person signed in by a link, at the server's name."""

    def __init__(self, served: Served, id: str, host: str | None = None) -> None:
        self.served = served
        self.host = host or near(served).removeprefix("http://")
        self.origin = f"http://{self.host}"
        token = served.kavach.users.sign_in_link(id).token
        self.client = served.client(headers={"host": self.host, "origin": self.origin})
        answer = self.client.post("/sign-in", data={"token": token})
        assert answer.status_code == 303, answer.text

    def post(self, path: str, data: Any = None, **headers: str) -> httpx2.Response:
        return self.client.post(path, data={"csrf": self.csrf(), **(data or {})}, headers=headers)


@pytest.fixture(scope="module")
def bob(server: Served) -> str:
    server.kavach.users.create(id="bob", name="Bob", role="auditor")
    return "bob"


def test_an_admin_key_is_nobody_and_has_none(server: Served):
    admin = Visitor(server)
    assert "Only people have passkeys" in text_of(admin.get("/settings/passkeys").text)
    assert "Your passkeys" not in text_of(admin.get("/settings").text)
    for path in ("", "/options", "/pky_1/rename", "/pky_1/revoke"):
        assert admin.post("/settings/passkeys" + path, {"name": "x", "answer": "{}"}).status_code == 404


def test_where_the_package_is_missing_the_page_says_how_to_get_it(
    server: Served, bob: str, monkeypatch: pytest.MonkeyPatch
):
    person = Person(server, bob)
    assert "Add a passkey" in text_of(person.get("/settings/passkeys").text)
    monkeypatch.setattr(ceremony, "find_spec", lambda name: None)
    shown = text_of(person.get("/settings/passkeys").text)
    assert "need the package webauthn: pip install 'pykavach[passkeys]'" in shown
    assert "Add a passkey" not in shown
    assert "passkey" not in text_of(server.client().get("/sign-in").text)
    origin = {"origin": person.origin, "host": person.host}
    assert server.client().post("/sign-in/passkey/options", headers=origin).status_code == 400
    answer = server.client().post("/sign-in/passkey", data={"answer": "{}"}, headers=origin)
    assert (answer.status_code, REFUSED in text_of(answer.text)) == (403, True)


@pytest.mark.parametrize(
    ("public_url", "host", "says"),
    [
        (None, None, None),
        (None, "127.0.0.1", "use localhost"),
        (None, "kavach.example.com", "public_url: is not set"),
        ("http://kavach.example.com", None, "public_url: must be https"),
        ("https://192.0.2.1", None, "public_url: must be a name"),
        ("https://kavach.example.com/here", None, None),
    ],
)
def test_they_are_for_the_address_that_is_configured_or_for_this_machine(
    tmp_path: Path, public_url: str | None, host: str | None, says: str | None
):
    settings = {} if public_url is None else {"public_url": public_url}
    with served(tmp_path, **settings) as running:
        running.kavach.users.create(id="bob", name="Bob", role="owner")
        if public_url is not None:
            host = re.sub("^https?://|/.*$", "", public_url)
        elif host == "127.0.0.1":
            host = running.url.removeprefix("http://")
        token = running.kavach.users.sign_in_link("bob").token
        origin = f"http://{host or near(running).removeprefix('http://')}"
        client = running.client(headers={"host": origin.removeprefix("http://"), "origin": origin})
        answer = client.post("/sign-in", data={"token": token})
        cookie = {"cookie": answer.headers["set-cookie"].partition(";")[0]}
        shown = text_of(client.get("/settings/passkeys", headers=cookie).text)
        asked = client.post("/sign-in/passkey/options")
        if says is None:
            assert "Add a passkey" in shown
            assert asked.json()["rpId"] == ("localhost" if public_url is None else "kavach.example.com")
            name = "__Host-kavach-asker" if public_url else "kavach-asker"
            assert asked.headers["set-cookie"].startswith(f"{name}=")
            assert ("Secure" in asked.headers["set-cookie"]) == (public_url is not None)
        else:
            assert says in shown
            assert "Add a passkey" not in shown
            assert asked.status_code == 400
            assert "passkey" not in text_of(client.get("/sign-in").text)


def test_asking_keeps_one_name_for_a_browser_and_stores_nothing(server: Served):
    client = server.client(headers={"host": near(server).removeprefix("http://"), "origin": near(server)})
    before = server.kavach.audit.tail_cursor()
    first = client.post("/sign-in/passkey/options")
    asker = {"cookie": f"kavach-asker={client.cookies['kavach-asker']}"}
    again = client.post("/sign-in/passkey/options", headers=asker)
    assert again.headers["set-cookie"] == first.headers["set-cookie"]
    assert again.json()["challenge"] != first.json()["challenge"]
    crafted = client.post("/sign-in/passkey/options", headers={"cookie": "kavach-asker=mine"})
    assert re.match("kavach-asker=[0-9a-f]{64};", crafted.headers["set-cookie"])
    assert server.kavach.audit.tail_cursor() == before
    for wrong in ({}, {"origin": "https://evil.example"}, {"origin": "null"}):
        client = server.client(headers=wrong)
        for path in ("/sign-in/passkey/options", "/sign-in/passkey"):
            assert client.post(path, data={"answer": "{}"}).status_code == 403


def test_a_name_that_is_none_is_refused_in_place(server: Served, bob: str):
    person = Person(server, bob)
    answer = person.post("/settings/passkeys", {"name": "", "answer": "{}"})
    assert (answer.status_code, "name: " in text_of(answer.text)) == (400, True)
    answer = person.post("/settings/passkeys", {"name": "x", "answer": "{}"})
    assert "the browser's answer was not accepted" in text_of(answer.text)
    assert person.post("/settings/passkeys/pky_1/rename", {"name": "x"}).status_code == 404
    assert person.post("/settings/passkeys/pky_1/rename", {"name": ""}).status_code == 400
    assert person.post("/settings/passkeys/pky_1/revoke").status_code == 404
