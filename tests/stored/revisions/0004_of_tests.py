"""A step that only tests know.

``KAVACH_TEST_STEP`` may say ``fail``, or name a file: then it says there that it is in the middle, and goes no further.
"""

import os
import threading

import sqlalchemy as sa

revision = "0004"
down_revision = "0003"


def upgrade(op):
    # Written so that it can be run again when it was broken off: MySQL does not undo what has been done.
    there = sa.inspect(op.get_bind())
    if not there.has_table("note"):
        op.create_table(
            "note",
            sa.Column("request", sa.BigInteger(), primary_key=True, autoincrement=False),
            sa.Column("text", sa.Text(), nullable=False),
        )
    op.execute(
        "INSERT INTO note SELECT n, note FROM approval WHERE note IS NOT NULL AND n NOT IN (SELECT request FROM note)"
    )
    if "nickname" not in {column["name"] for column in there.get_columns("agent")}:
        op.add_column("agent", sa.Column("nickname", sa.String(200)))
    op.execute("UPDATE agent SET nickname = upper(name)")
    way = os.environ.get("KAVACH_TEST_STEP", "")
    if way == "fail":
        op.execute("INSERT INTO no_such_table VALUES ('a secret value')")
    elif way:
        with open(way, "w") as file:
            file.write("in the middle")
        threading.Event().wait()
    with op.batch_alter_table("setting") as batch:
        batch.alter_column("value", existing_type=sa.Text(), nullable=False)
    # How often this step has come to its end.
    op.execute(
        "INSERT INTO settlement (seq, cost, at) SELECT coalesce(min(seq), 9) - 1, 0, 0 FROM settlement"
    )
