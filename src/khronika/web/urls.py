"""The addresses of the workbench: one list for each part, put together at the end."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from khronika.web.accounts import addresses
from khronika.web.preferences import preferences
from khronika.web.views import (
    actor,
    adjudicating,
    auditing,
    batches,
    counts,
    deciding,
    desk,
    editing,
    entrance,
    event,
    events,
    exports,
    history,
    links,
    map,
    people,
    queue,
    sources,
    telling,
    timeline,
)

Patterns = list[URLPattern | URLResolver]

ENTRANCE: Patterns = [
    path("enter/<str:token>/", entrance.enter, name="enter"),
    path("signed-out/", entrance.signed_out, name="signed_out"),
    path("sign-out/", entrance.sign_out, name="sign_out"),
    path("preferences/", preferences, name="preferences"),
]
ACCOUNTS: Patterns = [
    path("accounts/", include(addresses)),
    path("invitation/<str:code>/", people.invitation, name="invitation"),
    path("users/", people.people, name="users"),
    path("users/<str:username>/", people.change, name="change_user"),
]
QUEUE: Patterns = [
    path("", queue.queue, name="queue"),
    path("accept/", queue.accept, name="accept"),
    path("statements/", telling.statements, name="statements"),
    path("relations/", telling.relations, name="relations"),
]
DESK: Patterns = [
    path("review/<str:key>/", desk.review, {"kind": "mention"}, name="review"),
    path("statements/<str:key>/", desk.review, {"kind": "statement"}, name="statement"),
    path("relations/<str:key>/", desk.review, {"kind": "relation"}, name="relation"),
    path("edit/places/", editing.find_places, name="places"),
    path("edit/<str:kind>/<str:key>/<str:field>/", editing.edit, name="edit"),
    path("history/<str:kind>/<str:key>/", history.history, name="history"),
    path("decide/<str:kind>/<str:key>/", deciding.decide, name="decide"),
    path("undo/<str:kind>/<str:key>/", deciding.undo, name="take_back"),
    path("select/<str:kind>/<str:key>/", deciding.select, name="select"),
    path("add/<str:kind>/", deciding.add, name="add"),
]
BATCHES: Patterns = [
    path("batches/", batches.batches, name="batches"),
    path("batches/new/", batches.make, name="make_batch"),
    path("batches/<int:batch>/", batches.batch, name="batch"),
    path("batches/<int:batch>/close/", batches.close, name="close_batch"),
    path("batches/<int:batch>/agreed/", batches.take_agreed, name="take_agreed"),
    path("batches/<int:batch>/added/", batches.take_added, name="take_added"),
    path("batches/<int:batch>/<str:key>/", adjudicating.adjudicate, name="adjudicate"),
]
LINKS: Patterns = [
    path("links/", links.links, name="links"),
    path("links/<int:link>/", links.decide, name="link_decide"),
]
AUDIT: Patterns = [path("audit/", auditing.log, name="audit")]

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
    path("actors/<str:key>/name/", actor.rename, name="rename"),
    path("decisions/<int:number>/undo/", actor.undo, name="undo"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<int:number>/", sources.source, name="source"),
    path("sources/<int:number>/original/", sources.original, name="original"),
    path("export/<str:view>/", exports.export, name="export"),
]

urlpatterns = [
    *ENTRANCE,
    *(ACCOUNTS if settings.KHRONIKA_TEAM else []),
    *QUEUE,
    *DESK,
    *BATCHES,
    *LINKS,
    *AUDIT,
    *CHRONICLE,
]
handler400 = "khronika.web.views.refusals.bad_request"
handler403 = "khronika.web.views.refusals.forbidden"
handler404 = "khronika.web.views.refusals.not_found"
handler500 = "khronika.web.views.refusals.failed"
