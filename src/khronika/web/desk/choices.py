"""What selected words can be set as: a key of the menu, a field or role, and its label."""

from collections.abc import Mapping

from khronika.model import TargetKind
from khronika.web.labels import field_label
from khronika.web.templatetags.wording import term

# Letters that nobody needs for something else while the menu is open; `role:` adds an argument.
LETTERS: Mapping[TargetKind, tuple[tuple[str, str], ...]] = {
    "mention": (
        ("w", "role:actor"), ("r", "role:recipient"), ("p", "place"), ("d", "date"), ("c", "role:number"),
        ("f", "attribution"), ("t", "trigger"), ("q", "quote"), ("m", "role:demand"), ("y", "role:reason"),
        ("h", "role:charge"), ("e", "role:sentence"), ("l", "role:legal_basis"), ("i", "role:instrument"),
        ("o", "role:employer"), ("s", "role:sector"),
    ),
    "statement": (("w", "speaker"), ("f", "on_behalf_of"), ("q", "quote")),
    "relation": (("w", "subject"), ("o", "object"), ("q", "quote")),
}  # fmt: skip


def selectable(kind: TargetKind) -> list[tuple[str, str, str]]:
    """Give the entries of the menu: letter, field and label."""
    return [(letter, field, _label(field)) for letter, field in LETTERS.get(kind, ())]


def _label(field: str) -> str:
    return term(field.removeprefix("role:"), "roles") if field.startswith("role:") else field_label(field).lower()
