"""The chronicle that benchmarks make can be reviewed as one that was coded."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from khronika.store.models import Mention, Relation, Statement
from khronika.work.chronicle import open_chronicle
from khronika.work.local_user import local_user

MAKER = Path(__file__).parents[2] / "benchmarks/chronicle.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small one."""
    folder = tmp_path_factory.mktemp("made") / "chronicle"
    subprocess.run([sys.executable, MAKER, folder, "--mentions", "300"], check=True, timeout=120)
    return folder


def test_each_card_opens(made: Path) -> None:
    open_chronicle(made)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(local_user())
    rows = [Mention.objects.filter(status=status).first() for status in ("proposed", "accepted", "returned", "added")]
    rows = [row for row in rows if row] + list(Mention.objects.all()[:20])
    for name, keys in (
        ("review", [row.pk for row in rows]),
        ("statements", Statement.objects.values_list("pk", flat=True)[:5]),
        ("relations", Relation.objects.values_list("pk", flat=True)[:5]),
    ):
        assert keys
        for key in keys:
            assert client.get(f"/{name}/{key}/").status_code == 200, (name, key)
