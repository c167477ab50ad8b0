"""People at the dashboard of a real server: their browsers, and what they would send without one."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2

from server_world import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

BROWSER = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}'`&"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole of a page, if ``KAVACH_SCREENSHOTS`` names a folder: making them takes as long as all else."""
    if (folder := os.environ.get("KAVACH_SCREENSHOTS")) is not None:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


class Visitor:
    """Somebody signed in, who sends forms as a browser does."""

    def __init__(self, served: Served, role: str = "admin", **more: Any) -> None:
        key = served.kavach.keys.create(name=f"the {role}", role=role, **more)
        self.served = served
        self.key_id = key.key.id
        self.client = served.client()
        answer = self.client.post("/sign-in", data={"token": key.token}, headers={"origin": served.url})
        assert answer.status_code == 303, answer.text

    def get(self, path: str, **more: Any) -> httpx2.Response:
        return self.client.get(path, **more)

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get("/agents").text)
        assert found
        return found[1]

    def post(self, path: str, data: Any = None, **headers: str) -> httpx2.Response:
        form = {"csrf": self.csrf(), **(data or {})}
        return self.client.post(path, data=form, headers={"origin": self.served.url, **headers})


def text_of(page: str) -> str:
    """What a person reads on a page."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def pages_about(root: str, child: str, entry: str) -> tuple[str, ...]:
    """Pages that print what somebody chose: of an agent, one below it, and a decision about that one."""
    return (
        "/",
        "/agents",
        f"/agents/{root}",
        f"/agents/{child}",
        f"/agents/{root}/tree",
        f"/agents/{root}/revoke",
        f"/agents/new?parent={root}",
        "/approvals",
        f"/audit/{entry}",
        f"/access?agent={root}",
        "/access?resource=payments:ledger&action=pay",
        "/usage",
        "/keys",
        "/users",
        "/webhooks",
    )
