"""The rules of rental are what the firm decides."""

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step

from models.catalogue.rental_rules import Counting


class Migration(Step):
    dependencies = [('models', '0016_books')]

    initial = False

    operations = [
        ops.CreateModel(
            name='RentalSettings',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('updated_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('version', fields.IntField(default=1)),
                ('trashed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('creation_key', fields.UUIDField(null=True, unique=True)),
                ('counting', fields.CharEnumField(default=Counting.CALENDAR, description='Jours comptés', enum_type=Counting, max_length=20)),
                ('half_day_hours', fields.IntField(default=4, description='Durée d’une demi-journée')),
                ('grace', fields.IntField(default=60, description='Tolérance au retour (minutes)')),
                ('open_days', fields.CharField(default='0,1,2,3,4,5', description='Jours d’ouverture', max_length=20)),
                ('opens', fields.CharField(default='08:00', description='Ouverture', max_length=5)),
                ('closes', fields.CharField(default='18:00', description='Fermeture', max_length=5)),
                ('late_pickup', fields.CharField(default='', description='Départ tardif, à partir de', max_length=5)),
                ('early_return', fields.CharField(default='', description='Retour matinal, jusqu’à', max_length=5)),
                ('weekend_from', fields.CharField(default='4', description='Début du week-end (jour)', max_length=1)),
                ('weekend_from_at', fields.CharField(default='16:00', description='Début du week-end (heure)', max_length=5)),
                ('weekend_to', fields.CharField(default='0', description='Fin du week-end (jour)', max_length=1)),
                ('weekend_to_at', fields.CharField(default='10:00', description='Fin du week-end (heure)', max_length=5)),
            ],
            options={'table': 'rental_settings', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The rules by which rentals are priced from now on.'},
            bases=['Only'],
        ),
    ]
