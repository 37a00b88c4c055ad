"""What every page knows: the navigation, the role of who looks, the theme."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from khronika.web.navigation import NAVIGATION
from khronika.web.preferences import theme_of
from khronika.web.security.permissions import LABELS, may, role_of
from khronika.work.users import LEAST


def workbench(request: HttpRequest) -> dict[str, Any]:
    """Give the frame's values to a template."""
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    section = request.resolver_match.url_name if request.resolver_match else None
    return {
        "navigation": [
            {
                "label": entry.label,
                "address": reverse(entry.name),
                "key": entry.key,
                "here": section in (entry.name, *entry.below),
            }
            for entry in NAVIGATION
            if signed_in and may(request, entry.action) and (settings.KHRONIKA_TEAM or not entry.in_team)
        ],
        "theme": theme_of(request),
        "team": settings.KHRONIKA_TEAM,
        "role_label": LABELS[role_of(request)] if signed_in else "",
        "may": {action: signed_in and may(request, action) for action in LEAST},
        "languages": settings.LANGUAGES,
    }
