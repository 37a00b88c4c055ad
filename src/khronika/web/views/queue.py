"""The queue: what to decide next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khronika.store.models import Mention
from khronika.web.security.permissions import allows

PAGE = 50


@allows("read")
def queue(request: HttpRequest) -> HttpResponse:
    """List undecided mentions, the most important first."""
    mentions = Mention.objects.filter(status__in=("proposed", "returned")).order_by("-priority", "key")[:PAGE]
    return render(request, "queue.html", {"mentions": mentions})
