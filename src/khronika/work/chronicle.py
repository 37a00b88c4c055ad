"""Opening a chronicle: the one place where Django is told which folder it works on."""

import os
from pathlib import Path

import django

from khronika.work.chronicle_config import read_config


def open_chronicle(folder: Path, *, team: bool = False) -> None:
    """Set Django up for a chronicle's folder, once a process.

    Raises:
        ArgumentError: the folder is no chronicle, or its settings have a mistake.
    """
    read_config(folder)
    os.environ["KHRONIKA_CHRONICLE"] = str(folder.resolve())
    os.environ["KHRONIKA_TEAM"] = "1" if team else "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "khronika.work.django_settings"
    django.setup()
