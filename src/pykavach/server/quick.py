"""The short way for what is asked most: one decision, for a guard, from a request that is there as a whole.

It takes no task and awaits nothing: the request is read where its last byte arrives, and its answer is written where the
decision is handed over. It gives exactly what the long way gives, or leaves a request to it untouched: whatever is unusual
about one, and whatever is wrong with it, is said there. A test drives both ways side by side.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, MutableMapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from pykavach.aio import given, hand_over
from pykavach.core import codec
from pykavach.core.decision import Decision
from pykavach.engine.call import Call
from pykavach.server.app import (
    WHOLE,
    Application,
    Send,
    failed,
    given_id,
    head_of,
    new_request_id,
    respond,
    tell,
)
from pykavach.server.credentials import is_agents
from pykavach.server.endpoints import KEY_HEADER
from pykavach.server.fields import read_object
from pykavach.server.ratelimit import limit_headers

if TYPE_CHECKING:
    from pykavach.server.asks import Caller
    from pykavach.server.endpoints import Endpoint
    from pykavach.server.house import House

Answered = asyncio.Future[Decision | None]
_JSON: Final = "application/json"
_KIND: Final = _JSON.encode()
_KEY: Final = KEY_HEADER.encode()


class Quick:
    """The short way to one endpoint that asks for a decision."""

    def __init__(self, app: Application, house: House, endpoint: Endpoint) -> None:
        self._app = app
        self._house = house
        self._endpoint = endpoint
        #: Answers that have to wait for their connection: somebody must hold on to them.
        self._late: set[asyncio.Task[None]] = set()

    def takes(self, scope: MutableMapping[str, Any]) -> bool:
        """Whether a request may go this way, as far as its first line tells."""
        return (
            scope["path"] == self._endpoint.path
            and scope["method"] == self._endpoint.method
            and not scope["query_string"]
        )

    def __call__(self, scope: MutableMapping[str, Any], body: bytes, send: Send) -> bool:
        """Ask what a request asks; False, with nothing done, for the long way."""
        app, house = self._app, self._house
        begun = time.perf_counter()
        if app.inside >= app.most_at_once or len(body) > self._endpoint.most or house.observer.traces(begun):
            return False
        try:
            caller = self._caller(scope["headers"])
            if caller is None:
                return False
            access = read_object(codec.loads(body, "body"), self._endpoint.body or ())
            if "wait" in access or (access.get("token") is None) == (access.get("agent_id") is None):
                return False
            call, answered = hand_over(caller.view.agents, access)
        except Exception:  # noqa: BLE001 - whatever it is, the long way meets it again and says what it is
            return False
        app.inside += 1
        house.observer.began()
        request_id = given_id(scope) or new_request_id()
        answered.add_done_callback(partial(self._answer, caller, call, request_id, begun, scope[WHOLE], send))
        return True

    def _caller(self, headers: Iterable[tuple[bytes, bytes]]) -> Caller | None:
        """A guard that was here a moment ago, and sends JSON."""
        credential = kind = b""
        for name, value in headers:
            if name == b"authorization":
                if credential:
                    return None
                credential = value
            elif name == b"content-type":
                kind += value  # two of them are none that we know
            elif name == _KEY:
                return None
        if kind != _KIND or credential[:7] != b"Bearer ":
            return None
        token = credential[7:].decode("latin-1")
        caller = None if is_agents(token) else self._house.remembered(token)
        return caller if caller is not None and self._endpoint.right in caller.rights else None

    def _answer(
        self,
        caller: Caller,
        call: Call,
        request_id: str,
        begun: float,
        whole: Callable[[int, bytes, bytes], bool],
        send: Send,
        answered: Answered,
    ) -> None:
        """Write the decision down where it is handed over."""
        observer, status = self._house.observer, 0
        try:
            decision = given(caller.view.agents, call, answered.result())
            observer.decided(decision.outcome, decision.code)
            body = decision.json().encode()
            more = limit_headers(decision, time.time())
            if not whole(200, head_of(_JSON, more, request_id, len(body)), body):
                # It has gone, or takes in what was sent before only slowly.
                self._later(respond(send, 200, body, _JSON, more, request_id))
            status = 200
        except Exception:  # noqa: BLE001 - a callback has nobody to raise it to, and somebody waits for an answer
            status = 500
            self._later(tell(send, failed(request_id), request_id))
        finally:
            observer.ended(self._endpoint.id, status, time.perf_counter() - begun)
            self._app.inside -= 1

    def _later(self, sending: Coroutine[Any, Any, None]) -> None:
        late = asyncio.ensure_future(sending)
        self._late.add(late)
        late.add_done_callback(self._late.discard)
