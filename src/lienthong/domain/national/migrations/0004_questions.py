"""Questions that somebody asked at the portal, and how they went to the right agency."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE FUNCTION national_question_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['owner', 'answer', 'answered_at', 'answered_by', 'answerer', 'is_public', 'shown', 'tries',
                          'again_at', 'fault', 'told_at'];
    telling text[] := ARRAY['tries', 'again_at', 'fault', 'told_at'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later OR OLD.answered_at IS NOT NULL
        AND (OLD.told_at IS NOT NULL OR to_jsonb(NEW) - telling <> to_jsonb(OLD) - telling) THEN
        RAISE EXCEPTION '% of a question is refused: it is answered once and stays', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER national_question_stays BEFORE UPDATE OR DELETE ON national_question FOR EACH ROW
    EXECUTE FUNCTION national_question_stays();
ALTER TABLE national_question ENABLE ALWAYS TRIGGER national_question_stays;
CREATE FUNCTION national_passing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of a passing is refused: it is only added', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER national_passing_stays BEFORE UPDATE OR DELETE ON national_passing FOR EACH ROW
    EXECUTE FUNCTION national_passing_stays();
ALTER TABLE national_passing ENABLE ALWAYS TRIGGER national_passing_stays;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('national', '0003_rated_months'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('field', models.CharField(default='', max_length=40)),
                ('agency', models.CharField(default='', max_length=40)),
                ('owner', models.CharField(default='', max_length=40)),
                ('words', models.TextField()),
                ('came_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('basis', models.CharField(max_length=300)),
                ('answer', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.CharField(default='', max_length=64)),
                ('answerer', models.CharField(default='', max_length=200)),
                ('is_public', models.BooleanField(default=False)),
                ('shown', models.TextField(default='')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('again_at', models.DateTimeField(null=True)),
                ('fault', models.CharField(default='', max_length=300)),
                ('told_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answered_at', None)), fields=['owner', 'due_on'], name='national_questions_waiting'), models.Index(condition=models.Q(('answered_at__isnull', False), ('told_at', None)), fields=['again_at', 'id'], name='national_answers_untold'), models.Index(condition=models.Q(('is_public', True)), fields=['-answered_at', '-id'], name='national_questions_shown')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', ''), ('is_public', False), ('told_at', None)), models.Q(('answer__regex', '\\S'), ('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='national_question_answered_whole_or_not'), models.CheckConstraint(condition=models.Q(('is_public', False), ('shown__regex', '\\S'), _connector='OR'), name='national_question_shown_in_words')],
            },
        ),
        migrations.CreateModel(
            name='Passing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('frm', models.CharField(default='', max_length=40)),
                ('to', models.CharField(max_length=40)),
                ('reason', models.CharField(max_length=500)),
                ('account', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('passed_at', models.DateTimeField()),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='national.question')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__regex', '\\S'), models.Q(('frm', models.F('to')), _negated=True)), name='national_passing_says_why')],
            },
        ),
        migrations.RunSQL(GUARD, "DROP FUNCTION national_question_stays, national_passing_stays CASCADE"),
    ]
