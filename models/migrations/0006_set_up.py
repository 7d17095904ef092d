from tortoise.migrations import operations as ops

from models.database.migration import Step
from tortoise import fields

class Migration(Step):
    dependencies = [('models', '0005_failures')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SetupCode',
            fields=[
                ('id', fields.IntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ('secret', fields.CharField(max_length=20)),
            ],
            options={'table': 'set_up', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The code, the same in every process and after a restart, until there is an account.'},
            bases=['Model'],
        ),
    ]
