"""The list with which every installation begins; an administrator adds to it."""

from datetime import UTC, date, datetime

import django.contrib.postgres.fields
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BASIS = "Danh mục ban đầu của nền tảng; cơ quan chủ quản bổ sung khi có quyết định"
FIRST = (
    ("GUIDANCE", "Chờ cấp trên hướng dẫn", ["case", "duty"]),
    ("COORDINATION", "Chờ cơ quan phối hợp", ["case", "duty"]),
    ("HANDED_LATE", "Bước trước chuyển đến muộn", ["case"]),
    ("COMPLEX", "Hồ sơ phức tạp, phải xác minh thực địa", ["case"]),
    ("APPLICANT", "Người nộp chậm phối hợp, không liên lạc được", ["case"]),
    ("CROWDED", "Hồ sơ dồn nhiều trong thời gian ngắn", ["case"]),
    ("DATA", "Chưa có đủ số liệu, tài liệu", ["case", "duty"]),
    ("STAFF", "Thiếu người hoặc thay đổi nhân sự", ["case", "duty"]),
    ("MONEY", "Chưa được bố trí kinh phí", ["duty"]),
    ("DISASTER", "Thiên tai, dịch bệnh", ["case", "duty"]),
    ("SYSTEM", "Sự cố điện, mạng hoặc hệ thống", ["case", "duty"]),
    ("CHANGED", "Yêu cầu thay đổi giữa chừng", ["duty"]),
    ("OVERLOOKED", "Cơ quan sơ suất, để sót việc", ["case", "duty"]),
    ("OTHER", "Nguyên nhân khác", ["case", "duty"]),
)
GUARDS = """
CREATE FUNCTION causes_cause_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['until'];
BEGIN
    IF TG_OP <> 'UPDATE' OR OLD.until IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a cause is refused: it is ended once and never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER causes_cause_stays BEFORE UPDATE OR DELETE ON causes_cause FOR EACH ROW
    EXECUTE FUNCTION causes_cause_stays();
CREATE TRIGGER causes_cause_whole BEFORE TRUNCATE ON causes_cause EXECUTE FUNCTION causes_cause_stays();
ALTER TABLE causes_cause ENABLE ALWAYS TRIGGER causes_cause_stays;
ALTER TABLE causes_cause ENABLE ALWAYS TRIGGER causes_cause_whole;
"""


def begin(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    cause = apps.get_model("causes", "Cause")
    since, at = date(2020, 1, 1), datetime(2020, 1, 1, tzinfo=UTC)
    cause.objects.bulk_create(
        cause(code=code, words=words, about=about, since=since, basis=BASIS, account="platform", recorded_at=at)
        for code, words, about in FIRST
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Cause",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("words", models.CharField(max_length=200)),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), size=None
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("basis", models.CharField(max_length=300)),
                ("account", models.CharField(max_length=100)),
                ("name", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about__len__gt", 0), ("basis__regex", "\\S"), ("words__regex", "\\S")),
                        name="cause_says_what_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="cause_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunSQL(GUARDS, "DROP FUNCTION causes_cause_stays CASCADE;"),
    ]
