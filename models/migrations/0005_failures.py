from tortoise.migrations import operations as ops

from models.database.migration import Step
from tortoise import fields

class Migration(Step):
    dependencies = [('models', '0004_journal_search')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Failures',
            fields=[
                ('key', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('count', fields.IntField(default=0)),
                ('latest_at', fields.FloatField(default=0.0, db_index=True)),
                ('wait_until', fields.FloatField(default=0.0)),
            ],
            options={'table': 'failures', 'app': 'models', 'pk_attr': 'key', 'table_description': 'Those of one key, which is kept as a hash: a password is typed in place of a name at times.'},
            bases=['Model'],
        ),
    ]
