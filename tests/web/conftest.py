"""Served chronicles and a real browser for the tests of the workbench."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Asker
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from serving import Check, Served, copy_chronicle, make_chronicle, serve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khronika.work.django_settings")

import django

django.setup()

REPORTS = Path(__file__).parents[2] / "examples/reports"
CODED = ("glasgow_march_courier.html", "glasgow_march_ru.html", "bulletin_detentions.txt", "court_report.docx",
         "librarians_interview.txt")  # fmt: skip
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
SIZE = {"width": 1280, "height": 800}
PATIENCE = 15_000  # milliseconds that a page may take before a test fails
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a chronicle of five sample reports in English and Russian, about which nobody has decided; to be copied."""
    return make_chronicle(tmp_path_factory.mktemp("coded") / "chronicle", [REPORTS / name for name in CODED])


@pytest.fixture(scope="module")
def served(coded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a copy of the chronicle to this module's tests."""
    with serve(copy_chronicle(coded, tmp_path_factory.mktemp("served") / "chronicle")) as server:
        yield server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium; without it the tests are skipped, but never in continuous integration."""
    program = shutil.which("chromium")
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium is not installed, and continuous integration must run its tests")
    if program is None:
        pytest.skip("Chromium is not installed: make chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sign the local user in; give the file with the session's cookie."""
    name, value = served.run("""
        from django.conf import settings
        from django.test import Client
        from khronika.work.local_user import local_user
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(local_user())
        print(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
    """).split()
    state = tmp_path_factory.mktemp("state") / "state.json"
    opened = browser.new_context()
    opened.add_cookies([{"name": name, "value": value, "url": served.address}])
    opened.storage_state(path=state)
    opened.close()
    return state


@pytest.fixture(scope="module")
def asker(served: Served, signed_in: Path) -> Asker:
    """Ask the server without a browser, with the session of the local user."""
    one = Asker(served.address)
    state = json.loads(signed_in.read_text("utf8"))
    one.cookies.update({cookie["name"]: cookie["value"] for cookie in state["cookies"]})
    return one


@pytest.fixture
def context(browser: Browser, served: Served, signed_in: Path) -> Iterator[BrowserContext]:
    """Open a browser of one's own, signed in; whatever asks for something elsewhere fails the test."""
    opened = browser.new_context(storage_state=signed_in, viewport=SIZE, base_url=served.address)  # type: ignore[arg-type]  # a ViewportSize
    opened.set_default_timeout(PATIENCE)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.close()
    strange = [url for url in asked if not url.startswith((served.address, "data:", "blob:"))]
    assert strange == [], "a page asked for something elsewhere"


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Open a tab; errors of scripts and refusals by the content security policy fail the test."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda told: errors.append(told.text) if _is_fault(told.text) else None)
    yield opened
    assert errors == []


def _is_fault(text: str) -> bool:
    return "Content Security Policy" in text or "Content-Security-Policy" in text or "Uncaught" in text


@pytest.fixture(scope="session")
def accessible() -> Check:
    """Give a check that axe finds nothing wrong with a page."""
    axe = Axe()

    def check(page: Page) -> None:
        results = axe.run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check
