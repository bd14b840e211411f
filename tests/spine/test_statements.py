"""What a statement writes, told from its words."""

import pytest

from lienthong.spine.statements import written_tables


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('SELECT 1 FROM "accounts_account"', set()),
        ('SELECT * FROM "accounts_account" FOR UPDATE', set()),
        ('INSERT INTO "accounts_account" ("a") VALUES (%s)', {"accounts_account"}),
        ('UPDATE "accounts_account" SET "a" = %s', {"accounts_account"}),
        ('  delete from public."accounts_account" WHERE id = 1', {"accounts_account"}),
        ("WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone", {"a", "b"}),
        ("WITH x AS (SELECT 'DELETE FROM a') SELECT * FROM x", set()),
        ("WITH x AS (SELECT 1 FROM a FOR UPDATE) SELECT * FROM x", set()),
        ("TRUNCATE TABLE a", {"a"}),
        ("MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE", {"a"}),
        ("UPDATE ONLY a SET b = 1", {"a"}),
        ("SAVEPOINT s1", set()),
    ],
)
def test_it_reads_which_tables_a_statement_writes(sql: str, tables: set[str]) -> None:
    assert written_tables(sql) == tables
