"""The Django application of the workbench."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates and static files; it has no tables of its own."""

    name = "khronika.web"
    label = "web"

    def ready(self) -> None:
        """Have signing in and out noted."""
        from khronika.web.security import noting  # noqa: F401  # registers its receivers
