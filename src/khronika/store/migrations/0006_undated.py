"""An index of the mentions without a day: the queue asks for them alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add it."""

    dependencies = [("store", "0005_lighter")]
    operations = [
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                fields=["date_start", "status", "-priority", "key"],
                condition=models.Q(date_start=""),
                name="mention_undated",
            ),
        )
    ]
