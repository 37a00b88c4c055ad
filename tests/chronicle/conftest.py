"""One chronicle in memory for all tests of this folder; what a test writes is taken back after it."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khronika.work.django_settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from made import TEXT, make_document, mention_body, put_mention  # noqa: E402

from khronika.store import models  # noqa: E402


@pytest.fixture(scope="session")
def _migrated() -> None:
    call_command("migrate", verbosity=0)


@pytest.fixture
def chronicle(_migrated: None) -> Iterator[None]:
    """Give an empty chronicle."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def document(chronicle: None) -> models.Document:
    """Give the one document of the chronicle."""
    return make_document("a.txt", TEXT)


@pytest.fixture
def mention(document: models.Document) -> models.Mention:
    """Give a proposed mention."""
    return put_mention(document, mention_body("m1"))
