"""No address is left open by mistake."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver

from khronika.web import urls
from khronika.work.users import LEAST

# Who is not signed in has to reach these; allauth guards its own.
OPEN = {"enter", "signed_out", "sign_out", "preferences", "invitation"}


def patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Give every address of the workbench's own."""
    for one in found:
        if isinstance(one, URLPattern):
            yield one


def test_every_view_asks_for_a_right() -> None:
    for one in patterns([*urls.urlpatterns, *urls.ACCOUNTS]):
        if one.name not in OPEN:
            assert getattr(one.callback, "action", None) in LEAST, one.name
