"""What a decision changed, in words."""

from typing import Any

from django import template

from khronika.web.assembled import title_of, word
from khronika.web.labels import PROTECTIONS

register = template.Library()


@register.filter
def field_title(name: str) -> str:
    """Name a field that a decision changed."""
    return str(title_of(name)) if name else ""


@register.filter
def worded(value: Any, name: str) -> str:
    """Tell a value that was or is."""
    if isinstance(value, dict) and "protection" in value:
        told = str(PROTECTIONS.get(value["protection"], value["protection"]))
        return f"{told} ({value['public_role']})" if value.get("public_role") else told
    return word(name, value)
