"""Take the pictures of the workbench for the documentation: `python docs/screens.py`, with Debian's Chromium.

The chronicle shown is made of the bundled sample reports; the two coders of the batch are made up.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs/images"
RUN = [sys.executable, "-c", "from khronika.cli import main; main()"]
PORT = 8798
PERSON, REPORT = "Фёкла Карандашова", "Tram drivers march through Glasgow"
VIEWS = {
    "events": "/events/?country=GB", "map": "/events/map/", "timeline": "/events/timeline/?since=2025&until=2025",
    "counts": "/events/counts/?by=month&since=2025&until=2025",
}  # fmt: skip

# Two coders of a batch, one of whom decides otherwise about two of its mentions.
BATCH = """
from pathlib import Path
from khronika.work.chronicle import open_chronicle
open_chronicle(Path({folder!r}))
from khronika.model import Target
from khronika.store.models import Decision, Mention
from khronika.work import batches, review, users
for name in ("carl", "cora"):
    users.accept_invitation(users.invite(name, "coder", by="docs").code, "eleven quiet lanterns")
told = Mention.objects.filter(document__name="glasgow_march_courier.html").order_by("start")
keys = list(told.values_list("pk", flat=True)[:4])
batch = batches.make_batch("Glasgow, May", ["carl", "cora"], by="docs", mentions=keys)
def decide(by, key, verb, field=None, value=None):
    newest = Decision.objects.filter(by=by, batch=batch.pk, target=key).order_by("-pk").first()
    target, revision = Target("mention", key, field), newest.pk if newest else 0
    review.decide(by=by, verb=verb, target=target, value=value, revision=revision, batch=batch.pk)
decide("carl", keys[1], "correct", "realis", "future")
decide("carl", keys[1], "correct", "contexts", ["labour"])
for key in keys:
    decide("carl", key, "accept")
    decide("cora", key, "reject" if key == keys[2] else "accept")
print(batch.pk, keys[1])
"""


def main() -> None:
    """Make the chronicle, serve it, take every picture."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made) / "chronicle"
        for command in (["init", folder], ["add", folder, "examples/reports"]):
            subprocess.run([*RUN, *map(str, command)], check=True, capture_output=True, cwd=ROOT)
        code = BATCH.format(folder=str(folder))
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        batch, mention = done.stdout.split()
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        with serve(folder) as link:
            take(browser, link, batch, mention)
        browser.close()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve the chronicle; give the link that signs in."""
    command = [*RUN, "serve", str(folder), "--no-open", "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    try:
        yield next(found[0] for line in server.stdout or () if (found := re.search(r"http://\S+/enter/\S+", line)))
    finally:
        server.terminate()
        server.wait()


def take(browser: Browser, link: str, batch: str, mention: str) -> None:
    """Take the pictures."""
    base = link.split("/enter/")[0]
    context = browser.new_context(viewport={"width": 1280, "height": 760}, base_url=base)
    page = context.new_page()
    page.goto(link)
    shoot(page, "/", "queue")
    review(page)
    shoot(page, "/links/", "links")
    shoot(page, f"/batches/{batch}/", "batch")
    page.goto(f"/batches/{batch}/{mention}/")
    page.keyboard.press("1")
    shoot(page, "", "adjudicate")
    for name, address in VIEWS.items():
        shoot(page, address, name)
    page.goto("/events/?type=PROTEST&country=GB&sort=sources")
    page.locator("tr", has_text="disputed").filter(has_text="march").locator("[data-row]").first.click()
    shoot(page, "", "event")
    page.goto("/people/")
    page.get_by_role("link", name=PERSON).click()
    shoot(page, "", "person")
    page.goto("/sources/")
    page.get_by_role("link", name=REPORT).click()
    shoot(page, "", "source")
    context.add_cookies([
        {"name": "django_language", "value": "ru", "url": base},
        {"name": "khronika-theme", "value": "dark", "url": base},
    ])  # fmt: skip
    page.goto("/?language=ru&type=COERCE&confidence=high")
    page.locator("[data-row]").first.click()
    page.wait_for_selector("[data-desk]")
    page.locator(".field-jump").nth(4).focus()
    shoot(page, "", "review-ru-dark")
    context.close()


def review(page: Page) -> None:
    """Take a card with its report, and words selected in it."""
    page.goto("/?place=Glasgow&language=en&type=PROTEST&mode=march&month=2025-05")
    page.locator("[data-row]").first.click()
    page.wait_for_selector("[data-desk]")
    page.locator('[data-jump="date"]').focus()
    shoot(page, "", "review")
    page.keyboard.press("v")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    shoot(page, "", "review-select")


def shoot(page: Page, address: str, name: str) -> None:
    """Go to an address, if one is given, and take its picture."""
    if address:
        page.goto(address)
    page.wait_for_timeout(400)
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
