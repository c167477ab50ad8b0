"""The dashboard in a real browser: what people do there, in light and dark, on a small screen, and without scripts."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from dashboard_world import ARGUMENTS, BROWSER, picture
from pykavach.open import sqlite_path
from server_world import Served

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
PAY = [{"resource": "payments:ledger", "actions": ["pay"]}]
ASK = {"requireApprovalFor": ["payments:*:pay"], "budgetUsdPerDay": 5}
#: Bytes that a first visit to a page may take in all; the docs say so.
WEIGHT = 100 << 10


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not BROWSER.exists() and not os.environ.get("CI"):
        pytest.skip(f"there is no {BROWSER}: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(BROWSER), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def ids(server: Served) -> dict[str, str]:
    """Something of everything: a tree, limits of which one is nearly used up, denials, a request, a change."""
    kavach = server.kavach
    lead = server.agent(
        "github-assistant", constraints=ASK | {"maxCallsPerDay": 500}, metadata={"team": "core"}
    )
    hand = kavach.agents.delegate(
        parent_token=lead.token,
        name="crawler-7",
        permissions=[{"resource": "mcp:github:*", "actions": ["read"]}],
        constraints={"budgetUsdPerDay": "0.50", "maxCallsPerMinute": 60},
    )
    payer = kavach.agents.delegate(parent_token=lead.token, name="billing-bot", permissions=PAY)
    gone = kavach.agents.delegate(
        parent_token=hand.token, name="old-reader", permissions=hand.agent.permissions
    )
    kavach.agents.revoke(gone.agent.id)
    for _ in range(30):
        kavach.authorize(token=lead.token, resource="mcp:github:issues", action="write", cost_usd="0.02")
    for _ in range(12):
        kavach.authorize(token=hand.token, resource="mcp:github:issues", action="read", cost_usd="0.04")
    denied = kavach.authorize(token=hand.token, resource="mcp:k8s:pods", action="read", ip="10.0.0.1")
    asked = kavach.authorize(
        token=payer.token,
        resource="payments:ledger",
        action="pay",
        arguments={"payee": "Acme", "amount": 240},
    )
    kavach.users.create(id="ada", name="Ada", role="admin")
    url = "https://hooks.example.com/services/with/a/path/that/is/long"
    hook = kavach.webhooks.create(name="ops channel", url=url, events=["approval.opened", "budget.reached"])
    kavach.webhooks.pause(hook.webhook.id)
    gone = kavach.webhooks.create(name="old channel", url=url, tenant_id="acme")
    with closing(sqlite3.connect(sqlite_path(server.config.db), timeout=30)) as raw, raw:
        told = "UPDATE webhook SET gone_at=1, failed_at=1, failure='The receiver answered 410.' WHERE id=?"
        raw.execute(told, (gone.webhook.id,))
    return {
        "hook": hook.webhook.id,
        "gone": gone.webhook.id,
        "lead": lead.agent.id,
        "hand": hand.agent.id,
        "denied": denied.audit_id or "",
        "asked": asked.approval_id or "",
        "changed": kavach.audit.query(kind="change", limit=1).items[0].id,
    }


class Watched:
    """A browser with somebody signed in, and everything that its console complains about."""

    def __init__(self, server: Served, context: BrowserContext) -> None:
        self.server = server
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        response = self.page.goto(self.server.url + path)
        assert response is not None
        assert response.status == 200, path
        return self.page

    def sign_in(self) -> None:
        self.open(f"/sign-in?link={self.server.kavach.users.sign_in_link('ada').token}")
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="Overview")).to_be_visible()


Opens = Callable[..., Watched]


@pytest.fixture
def opens(server: Served, browser: Browser, ids: dict[str, str]) -> Iterator[Opens]:
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def open_one(**options: Any) -> Watched:
        options = {"viewport": {"width": 1280, "height": 860}, "locale": "en-GB"} | options
        context = browser.new_context(**options)
        contexts.append(context)
        found = Watched(server, context)
        watched.append(found)
        found.sign_in()
        return found

    yield open_one
    for context in contexts:
        context.close()
    assert [complaint for one in watched for complaint in one.complaints] == []


def _paths(ids: dict[str, str]) -> dict[str, str]:
    return {
        "overview": "/",
        "agents": "/agents",
        "create": "/agents/new",
        "delegate": f"/agents/new?parent={ids['lead']}",
        "agent": f"/agents/{ids['lead']}",
        "delegated": f"/agents/{ids['hand']}",
        "tree": f"/agents/{ids['lead']}/tree",
        "revoke": f"/agents/{ids['lead']}/revoke",
        "suspend": f"/agents/{ids['lead']}/suspend",
        "approvals": "/approvals",
        "approval": f"/approvals/{ids['asked']}",
        "audit": "/audit",
        "denials": "/audit?outcome=deny",
        "entry": f"/audit/{ids['denied']}",
        "change": f"/audit/{ids['changed']}",
        "usage": "/usage",
        "unsettled": "/usage/open",
        "access": "/access",
        "who-may": "/access?resource=mcp:github:issues&action=read",
        "below": f"/access?agent={ids['lead']}",
        "keys": "/keys",
        "people": "/users",
        "person": "/users/person?id=ada",
        "webhooks": "/webhooks",
        "webhook": f"/webhooks/{ids['hook']}",
        "gone": f"/webhooks/{ids['gone']}",
        "settings": "/settings",
        "passkeys": "/settings/passkeys",
    }


_VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    found => found.id + ": " + found.help + " " + found.nodes.map(node => node.html).join(" | "))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(opens: Opens, ids: dict[str, str], scheme: str):
    visitor = opens(color_scheme=scheme)
    axe = AXE.read_text()
    found: dict[str, list[str]] = {}
    for name, path in _paths(ids).items():
        page = visitor.open(path)
        picture(page, f"{name}-{scheme}")
        page.evaluate(axe)
        if violations := page.evaluate(_VIOLATIONS):
            found[name] = violations
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.page.wait_for_url("**/sign-in")
    picture(visitor.page, f"sign-in-{scheme}")
    visitor.page.evaluate(axe)
    if violations := visitor.page.evaluate(_VIOLATIONS):
        found["sign-in"] = violations
    assert found == {}


def test_a_page_weighs_little(opens: Opens, ids: dict[str, str]):
    visitor = opens()
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    for path in _paths(ids).values():
        weights.clear()
        visitor.open(path)
        visitor.page.wait_for_load_state("networkidle")
        assert 0 < sum(weights) < WEIGHT, path


def test_on_a_narrow_screen_nothing_is_cut_off(opens: Opens, ids: dict[str, str]):
    visitor = opens(viewport={"width": 360, "height": 700})
    for name, path in _paths(ids).items():
        page = visitor.open(path)
        picture(page, f"{name}-narrow")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_with_letters_twice_as_large_nothing_is_cut_off(opens: Opens, ids: dict[str, str]):
    visitor = opens(viewport={"width": 640, "height": 700})
    for path in _paths(ids).values():
        page = visitor.open(path)
        page.evaluate(
            "for (const each of [document.documentElement, document.body]) each.style.fontSize = '28px'"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


def test_creating_an_agent_shows_as_one_types_what_it_grants(server: Served, opens: Opens):
    page = opens().open("/agents")
    page.get_by_role("link", name="Create an agent").click()
    page.get_by_label("Name", exact=True).fill("release-bot")
    page.get_by_label("Owner").fill("ada")
    page.get_by_label("Actions").first.fill("read, tag")
    page.get_by_label("Resource").first.fill("git:releases")
    page.get_by_label("Calls a day").fill("20")
    page.get_by_label("Calls a day").press("Tab")
    says = page.locator("#says")
    expect(says).to_contain_text("It may read and tag on git:releases.")
    expect(says).to_contain_text("at most 20 calls a day")
    assert page.get_by_label("Name", exact=True).input_value() == "release-bot"
    page.get_by_role("button", name="Create").click()
    token = page.locator("#new-token").inner_text()
    assert server.kavach.authorize(token=token, resource="git:releases", action="tag").allowed
    assert token not in page.url


def test_a_waiting_call_runs_when_a_person_says_yes(server: Served, opens: Opens):
    agent = server.agent("buyer", permissions=PAY, constraints=ASK)
    page = opens().open("/approvals")
    decisions: list[Any] = []

    def call() -> None:
        arguments = {"payee": "Blue Freight", "amount": 86.5}
        decisions.append(
            server.kavach.authorize(
                token=agent.token, resource="payments:ledger", action="pay", arguments=arguments, wait=60
            )
        )

    waiting = threading.Thread(target=call)
    waiting.start()
    mine = page.get_by_role("article").filter(has_text="Blue Freight")
    expect(mine).to_be_visible(timeout=30_000)  # it came by itself
    expect(mine.locator("pre")).to_contain_text('"amount": 86.5')
    mine.get_by_role("button", name="Approve").click()
    waiting.join(60)
    assert [decision.outcome for decision in decisions] == ["allow"]
    expect(page.get_by_role("article").filter(has_text="Blue Freight")).to_have_count(0)


def test_what_a_pointer_is_on_stays_where_it_is(server: Served, opens: Opens):
    agent = server.agent("shifter", permissions=PAY, constraints=ASK)

    def ask(payee: str) -> str:
        found = server.kavach.authorize(
            token=agent.token, resource="payments:ledger", action="pay", arguments={"payee": payee}
        )
        return found.approval_id or ""

    first = ask("First")
    ask("Second")
    page = opens().open("/approvals")
    second = page.get_by_role("article").filter(has_text="Second")
    second.get_by_role("button", name="Approve").hover()
    server.kavach.approvals.deny(first, by="ada")
    before = second.bounding_box()
    with page.expect_response(lambda answer: answer.url.endswith("/approvals")):
        pass
    with page.expect_response(lambda answer: answer.url.endswith("/approvals")):
        pass
    assert second.bounding_box() == before
    page.mouse.move(2, 2)
    expect(page.get_by_role("article").filter(has_text="First")).to_have_count(0)


def test_revoking_a_tree(server: Served, opens: Opens):
    root = server.agent("old-captain", permissions=PAY)
    hand = server.kavach.agents.delegate(parent_token=root.token, name="old-mate", permissions=PAY)
    page = opens().open(f"/agents/{root.agent.id}")
    page.get_by_role("link", name="Revoke…").click()
    expect(page.get_by_role("main")).to_contain_text("2 active agents: old-captain and everyone under it")
    expect(page.get_by_role("cell", name="old-mate")).to_be_visible()
    page.get_by_role("button", name="Revoke all of them").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("revoked")
    assert (
        server.kavach.authorize(token=hand.token, resource="payments:ledger", action="pay").code == "revoked"
    )


def test_filtering_the_log_down_to_one_decision_and_its_why(opens: Opens, ids: dict[str, str]):
    page = opens().open("/audit")
    page.get_by_label("Outcome").select_option("deny")
    page.get_by_label("Agent", exact=True).fill(ids["hand"])
    page.get_by_role("button", name="Filter").click()
    rows = page.get_by_role("region", name="Entries").get_by_role("row")
    expect(rows.filter(has_text="mcp:k8s:pods · read")).to_contain_text("denied · not permitted")
    expect(rows.filter(has_text="allowed")).to_have_count(0)
    rows.filter(has_text="mcp:k8s:pods").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What was decided then")).to_be_visible()
    findings = page.get_by_role("region", name="Findings").get_by_role("row")
    expect(findings.filter(has_text="crawler-7").first).to_be_visible()


def test_verifying_tells_when_it_is_done(opens: Opens):
    page = opens().open("/audit")
    page.get_by_role("button", name="Verify now").click()
    expect(page.locator("#verification")).to_contain_text("each chained to the one before it", timeout=60_000)


_BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def _is_dark(page: Page) -> bool:
    numbers = [float(number) for number in re.findall(r"[\d.]+", page.evaluate(_BACKGROUND))[:3]]
    return max(numbers) < 60


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_dark_follows_the_system_until_one_chooses(opens: Opens, scripts: bool):
    visitor = opens(color_scheme="dark", java_script_enabled=scripts)
    page = visitor.open("/usage")
    assert _is_dark(page)
    page.get_by_role("button", name="Light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert not _is_dark(page)
    page.emulate_media(color_scheme="light")
    assert not _is_dark(visitor.open("/usage"))
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert _is_dark(page)


def test_all_of_it_works_without_scripts(server: Served, opens: Opens):
    visitor = opens(java_script_enabled=False)
    page = visitor.open("/agents/new")
    page.get_by_label("Name", exact=True).fill("plain-bot")
    page.get_by_label("Owner").fill("ada")
    page.get_by_label("Actions").first.fill("pay")
    page.get_by_label("Resource").first.fill("payments:ledger")
    page.get_by_label("Needs a person's yes").fill("payments:*:pay")
    page.get_by_label("Name", exact=True).press("Enter")  # shows what it grants; makes nothing
    expect(page.locator("#says")).to_contain_text("It may pay on payments:ledger.")
    page.get_by_role("button", name="Create").click()
    token = page.locator("#new-token").inner_text()
    call: dict[str, Any] = {
        "token": token,
        "resource": "payments:ledger",
        "action": "pay",
        "arguments": {"no": "js"},
    }
    assert server.kavach.authorize(**call).outcome == "pending"
    page = visitor.open("/approvals")
    mine = page.get_by_role("article").filter(has_text='"no": "js"')
    mine.get_by_role("link", name="With a note…").click()
    page.get_by_label("Note").fill("no scripts needed")
    page.get_by_role("button", name="Approve").click()
    decision = server.kavach.authorize(**call)
    assert decision.allowed
    page = visitor.open(f"/agents/{decision.agent_id}")
    page.get_by_role("button", name="Rotate").click()
    expect(page.locator("#new-token")).to_contain_text("kv_")
    page = visitor.open(f"/agents/{decision.agent_id}/revoke")
    page.get_by_role("button", name="Revoke it").click()
    assert server.kavach.agents.get(decision.agent_id or "").status == "revoked"


def test_the_keyboard_is_enough(opens: Opens):
    page = opens().open("/agents")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/approvals")


def test_a_page_left_open_past_its_session_asks_to_sign_in(server: Served, opens: Opens):
    visitor = opens()
    page = visitor.open("/approvals")
    server.kavach.users.update("ada", disabled=True)
    try:
        page.wait_for_url("**/sign-in?next=**", timeout=60_000)
    finally:
        server.kavach.users.update("ada", disabled=False)
    assert [complaint for complaint in visitor.complaints if "401" not in complaint] == []
    visitor.complaints.clear()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_webhook_is_set_up_tried_and_removed(server: Served, opens: Opens, scripts: bool):
    """With and without scripts: its secret is shown once."""
    visitor = opens(java_script_enabled=scripts)
    page = visitor.open("/settings")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Webhooks").click()
    name = f"hook {scripts}"
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("URL").fill("https://localhost/hook")
    page.get_by_label("agent.created").check()
    page.get_by_role("button", name="Make the webhook").click()
    secret = page.locator("#new-token").inner_text()
    assert secret.startswith("whsec_")
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{name} active")
    assert secret not in page.content()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("paused")
    page.get_by_role("button", name="Resume").click()
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("status")).to_contain_text("The test was not taken.")
    page.get_by_label("The old one stops signing").select_option("now")
    page.get_by_role("button", name="Rotate").click()
    assert page.locator("#new-token").inner_text() not in ("", secret)
    page.get_by_role("link", name="Done").click()
    page.get_by_text("For good, with what waits for it").click()
    page.get_by_role("button", name=f"Remove {name}").click()
    expect(page.get_by_role("heading", name="Webhooks", level=1)).to_be_visible()
    assert name not in [each.name for each in server.kavach.webhooks.list().items]
