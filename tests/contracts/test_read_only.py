"""A Kavach on a session that may only read, as on a replica: it looks at everything, decides nothing, changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

import postgres_server
from pykavach import Unavailable
from pykavach.sync import Kavach

SECRET = "a secret of at least thirty-two bytes"
READ_ONLY = "-cdefault_transaction_read_only=on"


@dataclass
class Both:
    """One database: as its owner opens it, and as who may only read."""

    schema: str
    owner: Kavach
    reader: Kavach
    agent: Any
    allow: Any
    pending: Any


@pytest.fixture
def both() -> Iterator[Both]:
    with postgres_server.a_schema() as schema:
        owner = Kavach(postgres_server.address(schema), secret=SECRET, timeout=30)
        reader = Kavach(postgres_server.address(schema, READ_ONLY), secret=SECRET, timeout=30)
        with owner:
            agent = owner.agents.create(
                name="job",
                type="service",
                permissions=[
                    {"resource": "mail", "actions": ["send"]},
                    {"resource": "pay", "actions": ["send"]},
                ],
                constraints={"maxCallsPerDay": 5, "requireApprovalFor": ["pay:send"]},
            )
            allow = owner.authorize(token=agent.token, resource="mail", action="send", cost_usd="0.01")
            pending = owner.authorize(token=agent.token, resource="pay", action="send")
            with reader:
                yield Both(schema, owner, reader, agent, allow, pending)


@pytest.mark.promise("AUD-4")
def test_who_may_only_read_sees_everything(both: Both) -> None:
    id, reader = both.agent.agent.id, both.reader
    assert [one.id for one in reader.agents.list().items] == [id]
    assert reader.agents.get(id).last_used_at is not None
    assert [one.id for one in reader.agents.chain(id)] == [id]
    assert reader.agents.limits(id) == both.owner.agents.limits(id)
    assert reader.usage.summary(id).calls == 1
    assert [one.audit_id for one in reader.usage.unsettled().items] == [both.allow.audit_id]
    assert [one.id for one in reader.approvals.list().items] == [both.pending.approval_id]
    assert "".join(reader.audit.export()) == "".join(both.owner.audit.export())
    assert reader.audit.query(code="ok").items[0].id == both.allow.audit_id
    signed = both.owner.audit.checkpoint()
    assert reader.audit.verify(checkpoint=signed).ok
    cursor = reader.audit.tail_cursor()
    both.owner.agents.suspend(id)
    assert [one.action for one in reader.audit.follow(cursor).items] == ["agents.suspend"]


@pytest.mark.promise("FC-1", "AUD-6")
def test_who_may_only_read_decides_and_changes_nothing(both: Both) -> None:
    id, reader = both.agent.agent.id, both.reader
    both.owner.audit.checkpoint()
    before = "".join(both.owner.audit.export())
    access = {"resource": "mail", "action": "send"}
    assert reader.authorize(token=both.agent.token, **access).code == "unavailable"
    assert reader.explain(agent_id=id, **access).code == "unavailable"
    for change in (
        lambda: reader.agents.revoke(id),
        lambda: reader.agents.rotate(id),
        lambda: reader.usage.settle(both.allow.audit_id, cost_usd=0),
        lambda: reader.approvals.approve(both.pending.approval_id, by="anna"),
        reader.audit.checkpoint,
        lambda: reader.audit.prune(before=datetime.now(UTC)),
    ):
        with pytest.raises(Unavailable):
            change()
    assert "".join(both.owner.audit.export()) == before


@pytest.mark.promise("AUD-3")
def test_who_may_only_read_is_told_of_a_broken_log(both: Both, caplog: pytest.LogCaptureFixture) -> None:
    postgres_server.run("UPDATE audit SET code='revoked' WHERE code='ok' RETURNING seq", schema=both.schema)
    report = both.reader.audit.verify()
    assert not report.ok
    assert report.first_break is not None
    assert "could not be stored" in caplog.text  # the event: this reader writes nothing
