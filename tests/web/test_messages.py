"""Every string of the workbench is in the catalogue, and every string of the catalogue is in Russian."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts/web"))

import messages

CATALOGUES = sorted(messages.LOCALE.glob("*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("place", CATALOGUES, ids=lambda place: place.parts[-3])
def test_every_message_is_in_the_catalogue(place: Path) -> None:
    known = messages.read(place)
    missing = [
        message
        for message, context in messages.find_messages()
        if known.get(message if isinstance(message, str) else message[0], context) is None
    ]
    assert missing == [], "run: make messages"


@pytest.mark.parametrize("place", CATALOGUES, ids=lambda place: place.parts[-3])
def test_every_message_is_translated(place: Path) -> None:
    assert messages.untranslated(place) == []


@pytest.mark.parametrize("place", CATALOGUES, ids=lambda place: place.parts[-3])
def test_translations_keep_the_places_of_values(place: Path) -> None:
    for message in messages.read(place):
        if message.id:
            originals = [message.id] if isinstance(message.id, str) else list(message.id)
            strings = [message.string] if isinstance(message.string, str) else list(message.string)
            wanted = {name for text in originals for name in re.findall(r"%\(\w+\)[sd]", text)}
            for text in filter(None, strings):
                assert set(re.findall(r"%\(\w+\)[sd]", text)) <= wanted, message.id
                assert text.count("<") == originals[0].count("<"), message.id
