"""A fresh chronicle for each test of this folder."""

import os

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khronika.work.django_settings")

import django

django.setup()

from made import TEXT, make_document, mention_body, put_mention  # noqa: E402

from khronika.store import models  # noqa: E402
from khronika.work.chronicle import Chronicle  # noqa: E402


@pytest.fixture
def chronicle(sqlite_chronicle: Chronicle) -> Chronicle:
    """Give an empty chronicle."""
    return sqlite_chronicle


@pytest.fixture
def document(chronicle: Chronicle) -> models.Document:
    """Give the one document of the chronicle."""
    return make_document("a.txt", TEXT)


@pytest.fixture
def mention(document: models.Document) -> models.Mention:
    """Give a proposed mention."""
    return put_mention(document, mention_body("m1"))
