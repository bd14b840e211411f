"""Cases are found by whole words and by who sees them, in one index; before, by three letters at a time."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

GUARD = """
CREATE OR REPLACE FUNCTION cases_case_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given text[] := ARRAY['number', 'day', 'place', 'found_by'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'found_by' = to_jsonb(OLD) - 'found_by' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.number <> '' OR to_jsonb(NEW) - given <> to_jsonb(OLD) - given THEN
        RAISE EXCEPTION '% of a case is refused: it keeps what it began with', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER cases_case_lets_go ON cases_case;
CREATE TRIGGER cases_case_lets_go BEFORE UPDATE OR DELETE ON cases_case FOR EACH ROW
    WHEN (cases_is_being_erased(OLD.id))
    EXECUTE FUNCTION cases_lets_go('applicant_name content submitter_name authority found_by');
ALTER TABLE cases_case ENABLE ALWAYS TRIGGER cases_case_lets_go;
"""

FILL = """
WITH seen AS (
    SELECT case_id, agency FROM cases_stand WHERE superseded_at IS NULL
    UNION SELECT case_id, agency FROM cases_side
    UNION SELECT case_id, agency FROM cases_consultation
    UNION SELECT case_id, agency FROM cases_original WHERE custody <> 'BACK'
    UNION SELECT id, owner FROM cases_case
), marks AS (
    SELECT case_id, array_agg('@' || lower(agency)) AS codes FROM seen GROUP BY case_id
)
UPDATE cases_case SET found_by = array_to_tsvector(codes || ARRAY(
    WITH words AS (SELECT left(word, 40) AS word FROM regexp_split_to_table(search, ' +') AS word WHERE word <> '')
    SELECT word FROM words
    UNION
    SELECT substr(word, at) FROM words, generate_series(2, length(word) - 2) AS at WHERE word ~ '[0-9]'
    UNION
    SELECT substr(word, 2) FROM words
    WHERE word LIKE 'h__%' AND applicant_name ~* 'h[''‘’ʼ]'  -- H’Yun is found as "yun"
)) FROM marks WHERE marks.case_id = cases_case.id;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_begun_words")]

    operations = [
        migrations.AddField("case", "found_by", django.contrib.postgres.search.SearchVectorField(default="")),
        migrations.RunSQL(
            "ALTER TABLE cases_case DISABLE TRIGGER cases_case_stays;"
            + FILL
            + "ALTER TABLE cases_case ENABLE ALWAYS TRIGGER cases_case_stays;",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        migrations.RemoveIndex("case", "cases_by_begun_words"),
        migrations.RemoveField("case", "search"),
        migrations.AlterField(  # ``cases_of_an_applicant`` begins with it
            "case",
            "applicant",
            models.ForeignKey("parties.Party", models.PROTECT, related_name="+", db_index=False),
        ),
        migrations.AddIndex(
            "case",
            django.contrib.postgres.indexes.GinIndex(
                fields=["found_by"], name="cases_found_by", gin_pending_list_limit=256
            ),
        ),
    ]
