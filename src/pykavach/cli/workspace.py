"""A small real workspace: files in a temporary folder, an HTTP service on loopback, a ledger of payments as CSV.

The tools in here do what they are told and check nothing: what may be done is Kavach's business, before they run.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from urllib.request import ProxyHandler, Request, build_opener

_COLUMNS: Final = ("date", "payee", "account", "amount_usd", "reference")
_INVOICES: Final = (
    ("INV-1017", "Acme Paper", "acme-paper", "240.00"),
    ("INV-1018", "Blue Freight", "blue-freight", "86.50"),
    ("INV-1019", "Corner Cafe", "corner-cafe", "31.20"),
)
#: What the service serves: path → price of one request in dollars, and the answer.
_PAGES: Final[Mapping[str, tuple[str, dict[str, str]]]] = {
    f"/vendors/{slug}": ("0.20", {"name": name, "account": f"ACC-{1001 + place}"})
    for place, (_, name, slug, _) in enumerate(_INVOICES)
} | {
    "/rates": ("0.20", {"base": "USD", "EUR": "0.92"}),
    "/ping": ("0.01", {"answer": "pong"}),
    "/archive": ("0.30", {"years": "2019-2025"}),
    "/health": ("0", {"status": "ok"}),
}


class _Handler(BaseHTTPRequestHandler):
    """Answers from ``_PAGES`` with the price of the request in a header, and counts the requests that arrive."""

    def do_GET(self) -> None:
        price, answer = _PAGES.get(self.path, ("0", {"error": "not found"}))
        body = json.dumps(answer).encode()
        self.server.served.append(self.path)  # type: ignore[attr-defined]
        self.send_response(200 if self.path in _PAGES else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Price-USD", price)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent; the decisions are what is shown."""


class _Service(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.served: list[str] = []


class Workspace:
    """Opened as a context manager; its folder and its service are gone when it closes.

    ``folder`` holds ``work`` (``inbox`` with invoices, ``reports``, ``ledger.csv``) and, outside of it, a payroll that
    nobody is meant to read. ``base`` is the address of the service; ``served`` lists the requests that reached it.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kavach-demo-")).resolve()
        self.work = self.folder / "work"
        self.inbox = self.work / "inbox"
        self.reports = self.work / "reports"
        self.ledger = self.work / "ledger.csv"
        for folder in (self.inbox, self.reports):
            folder.mkdir(parents=True)
        (self.folder / "payroll.csv").write_text("name,salary_usd\n(confidential),0\n")
        for reference, name, slug, amount in _INVOICES:
            text = f"Invoice {reference}\nFrom: {name}\nVendor: {slug}\nAmount due: {amount} USD\n"
            (self.inbox / f"{slug}.txt").write_text(text)
        with self.ledger.open("w", newline="") as file:
            csv.writer(file).writerows(
                [_COLUMNS, ("2026-01-05", "Acme Paper", "ACC-1001", "198.00", "INV-0988")]
            )
        self._service = _Service()
        self.base = f"http://127.0.0.1:{self._service.server_port}"
        self._thread = threading.Thread(target=self._service.serve_forever, name="demo-service", daemon=True)
        self._web = build_opener(ProxyHandler({}))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._service.shutdown()
        self._service.server_close()
        self._thread.join(5)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def served(self) -> list[str]:
        """The paths of the requests that reached the service, in order."""
        return self._service.served

    # -- tools: each takes the judged arguments by name ----------------------------------------------------------------

    def list_files(self, path: str) -> list[str]:
        """The names of the files in a folder."""
        return sorted(each.name for each in Path(path).iterdir())

    def read_file(self, path: str) -> str:
        """The text of a file."""
        return Path(path).read_text()

    def write_file(self, path: str, text: str) -> int:
        """Write a file; how many characters."""
        return Path(path).write_text(text)

    def fetch(self, url: str) -> tuple[dict[str, str], Decimal]:
        """The JSON at an address, and what the request cost in dollars, as the service states it."""
        with self._web.open(Request(url), timeout=5) as answer:  # noqa: S310 - http only: the guard judged the URL
            return json.load(answer), Decimal(answer.headers["X-Price-USD"])

    def read_ledger(self) -> list[dict[str, str]]:
        """The rows of the ledger."""
        with self.ledger.open(newline="") as file:
            return list(csv.DictReader(file))

    def pay(self, payee: str, account: str, amount_usd: float, reference: str) -> int:
        """Write a payment into the ledger; how many rows it has then."""
        row = (datetime.now(UTC).date().isoformat(), payee, account, f"{amount_usd:.2f}", reference)
        with self.ledger.open("a", newline="") as file:
            csv.writer(file).writerow(row)
        return len(self.read_ledger())


def parse_invoice(text: str) -> dict[str, str]:
    """Payee, vendor, amount and reference of an invoice in the inbox."""
    first, *rest = text.splitlines()
    fields = dict(line.split(": ", 1) for line in rest)
    amount = fields["Amount due"].removesuffix(" USD")
    return {
        "reference": first.removeprefix("Invoice "),
        "payee": fields["From"],
        "vendor": fields["Vendor"],
        "amount_usd": amount,
    }
