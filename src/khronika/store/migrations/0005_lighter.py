"""Indexes of mentions that no page asks by any more: days and countries are counted from columns in memory."""

from django.db import migrations


class Migration(migrations.Migration):
    """Drop them."""

    dependencies = [("store", "0004_remembered")]
    operations = [
        migrations.RemoveIndex(model_name="mention", name="mention_day"),
        migrations.RemoveIndex(model_name="mention", name="mention_country"),
    ]
