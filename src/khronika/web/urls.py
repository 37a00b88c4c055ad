"""The addresses of the workbench: one list for each part, put together at the end."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from khronika.web.accounts import addresses
from khronika.web.preferences import preferences
from khronika.web.views import actor, counts, entrance, event, events, exports, map, queue, sources, timeline

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

CHRONICLE: Patterns = [
    path("events/", events.events, name="events"),
    path("events/map/", map.events_map, name="events_map"),
    path("events/map/cells/", map.cells, name="events_map_cells"),
    path("events/timeline/", timeline.timeline, name="events_timeline"),
    path("events/counts/", counts.counts, name="events_counts"),
    path("events/<str:key>/", event.event, name="event"),
    path("events/<str:key>/choose/", event.choose, name="choose"),
    path("people/", actor.people, name="people"),
    path("people/<str:key>/", actor.person, name="person"),
    path("organisations/", actor.organisations, name="organisations"),
    path("organisations/<str:key>/", actor.organisation, name="organisation"),
    path("actors/<str:key>/protect/", actor.protect, name="protect"),
    path("decisions/<int:number>/undo/", actor.undo, name="undo"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<int:number>/", sources.source, name="source"),
    path("sources/<int:number>/original/", sources.original, name="original"),
    path("export/<str:view>/", exports.export, name="export"),
]

urlpatterns = ENTRANCE + ACCOUNTS + QUEUE + CHRONICLE
handler400 = "khronika.web.views.refusals.bad_request"
handler403 = "khronika.web.views.refusals.forbidden"
handler404 = "khronika.web.views.refusals.not_found"
handler500 = "khronika.web.views.refusals.failed"
