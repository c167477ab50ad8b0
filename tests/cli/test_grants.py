from __future__ import annotations

import pytest

import mysql_server
import postgres_server
from cli_world import Shell


@pytest.mark.promise("ERR-2")
def test_grants_are_printed_for_the_schema_of_the_database_or_the_one_named(kavach: Shell):
    with postgres_server.a_schema() as schema:
        address = postgres_server.address(schema)
        ran = kavach("db", "grants", "--decider", "app", "--auditor", "audit", KAVACH_DB=address)
        assert f'GRANT SELECT, INSERT ON TABLE "{schema}"."audit" TO "app";' in ran.out
        assert (ran.out.splitlines()[1], ran.out.splitlines()[-1]) == ("BEGIN;", "COMMIT;")
        made = kavach("db", "grants", "--decider", "app", "--json", KAVACH_DB=address).json
        assert made["schema"] == schema
        assert made["sql"] == kavach("db", "grants", "--decider", "app", KAVACH_DB=address).out
    named = kavach("db", "grants", "--auditor", "audit", "--schema", "elsewhere")  # asks no database
    assert 'GRANT SELECT ON TABLE "elsewhere"."audit" TO "audit";' in named.out
    with mysql_server.a_schema() as schema:
        address = mysql_server.address(schema)
        ran = kavach("db", "grants", "--decider", "app", "--auditor", "audit@10.%", KAVACH_DB=address)
        assert f"GRANT SELECT, INSERT ON TABLE `{schema}`.`audit` TO `app`@`%`;" in ran.out
        assert f"GRANT SELECT ON TABLE `{schema}`.`audit` TO `audit`@`10.%`;" in ran.out
        assert "BEGIN" not in ran.out
    elsewhere = "mariadb://nobody.invalid/elsewhere"
    named = kavach("db", "grants", "--auditor", "audit", "--schema", "other", "--db", elsewhere)
    assert "GRANT SELECT ON TABLE `other`.`audit` TO `audit`@`%`;" in named.out
    for args, told in (
        ((), "name at least one role"),
        (("--decider", "app"), "a file has no roles"),
        (("--decider", "app", "--auditor", "app", "--schema", "s"), "one role, named once"),
        (("--decider", "app", "--tenant", "t"), "leave it out"),
        (("--decider", "a@", "--schema", "s", "--db", elsewhere), "decider: must be an account"),
    ):
        assert told in kavach("db", "grants", *args, code=4).err
