"""The Django application of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Its tables begin with `store_`."""

    name = "khronika.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
