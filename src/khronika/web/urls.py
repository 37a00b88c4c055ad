"""The addresses of the workbench: one list for each part, put together at the end."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from khronika.web.accounts import addresses
from khronika.web.preferences import preferences
from khronika.web.views import entrance, queue

Patterns = list[URLPattern | URLResolver]

ENTRANCE: Patterns = [
    path("enter/<str:token>/", entrance.enter, name="enter"),
    path("signed-out/", entrance.signed_out, name="signed_out"),
    path("sign-out/", entrance.sign_out, name="sign_out"),
    path("preferences/", preferences, name="preferences"),
]
ACCOUNTS: Patterns = [path("accounts/", include(addresses))] if settings.KHRONIKA_TEAM else []
QUEUE: Patterns = [
    path("", queue.queue, name="queue"),
]

urlpatterns = ENTRANCE + ACCOUNTS + QUEUE
handler400 = "khronika.web.views.refusals.bad_request"
handler403 = "khronika.web.views.refusals.forbidden"
handler404 = "khronika.web.views.refusals.not_found"
handler500 = "khronika.web.views.refusals.failed"
