from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0008_required_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='LifeEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('field', models.CharField(max_length=200)),
                ('words', models.CharField(default='', max_length=200)),
                ('effective_from', models.DateField()),
                ('effective_to', models.DateField(null=True)),
                ('source', models.CharField(max_length=300)),
                ('confirmed', models.BooleanField()),
            ],
            options={
                'constraints': (
                    models.UniqueConstraint(fields=('code', 'field', 'words', 'effective_from'), name='life_event_leads_somewhere_once'),
                    models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='life_event_has_a_name'),
                    models.CheckConstraint(condition=models.Q(('effective_to', None), ('effective_to__gt', models.F('effective_from')), _connector='OR'), name='life_event_ends_after_it_began'),
                ),
            },
        ),
    ]
