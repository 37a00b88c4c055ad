"""Django is set up before the tests of this folder are read: they import the store's tables."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khronika.work.django_settings")

import django

django.setup()
