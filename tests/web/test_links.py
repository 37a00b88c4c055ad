"""Links that ask: two ends with their evidence, answered by keys, undone, in both languages."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from serving import Check, Served, speak

import khronika.resolve.actors
import khronika.resolve.events
from khronika.web.linking.reasons import REASONS


@pytest.fixture(scope="module")
def undecided(served: Served, signed_in: Path) -> sqlite3.Connection:
    """Let two mentions ask whether they are one, and keep that."""
    served.run("""
        from khronika.store.models import Link, Mention
        keys = sorted(Mention.objects.filter(mode="march").values_list("pk", flat=True)[:3])
        for a, b, score in ((keys[0], keys[1], 0.6), (keys[0], keys[2], 0.5)):
            Link.objects.update_or_create(kind="event_link", a=a, b=b, defaults={
                "score": score, "ask": True, "why": ["the same place: glasgow", "against: different days"]})
    """)
    return served.remember()


@pytest.fixture(autouse=True)
def _fresh(served: Served, undecided: sqlite3.Connection) -> None:
    served.lay_back(undecided)


def asking(served: Served) -> int:
    """Count the links that ask."""
    links = "SELECT count(*) FROM store_link WHERE ask AND status = 'proposed' AND kind = 'event_link'"
    return int(str(served.ask(links)))


def test_a_pair_shows_both_sides_and_is_answered_by_a_key(page: Page, served: Served, accessible: Check) -> None:
    page.goto("/links/?kind=event_link")
    accessible(page)
    pair = page.locator("[data-pair]").first
    assert pair.locator(".end").count() == 2
    assert pair.locator("blockquote").count() >= 2
    before = asking(served)
    page.keyboard.press("y")
    expect(pair.locator(".tag.good")).to_have_text("the same")
    assert asking(served) < before
    accessible(page)


def test_an_answer_is_undone(page: Page, served: Served) -> None:
    page.goto("/links/?kind=event_link")
    before = asking(served)
    pair = page.locator("[data-pair]").first
    pair.locator("button", has_text="Not the same").click()
    expect(pair.locator(".tag.bad")).to_have_text("not the same")
    pair.locator("button", has_text="Undo").click()
    expect(pair.locator("button", has_text="Not the same")).to_be_visible()
    assert asking(served) == before


def test_who_answers_second_is_told(page: Page, context: BrowserContext) -> None:
    page.goto("/links/?kind=event_link")
    other = context.new_page()
    other.goto("/links/?kind=event_link")
    other.locator("[data-pair]").first.locator("button", has_text="Not the same").click()
    expect(other.locator("[data-pair]").first.locator(".tag.bad")).to_be_visible()
    page.locator("[data-pair]").first.locator("button.primary").click()
    expect(page.locator("[data-pair]").first.locator("[role=alert]")).to_contain_text("decided in between")


def test_grounds_are_told_in_the_language_of_the_page(page: Page, context: BrowserContext, served: Served) -> None:
    speak(context, served.address, "ru")
    page.goto("/links/?kind=event_link")
    expect(page.locator(".pair-foot").first).to_contain_text("то же место: glasgow")
    expect(page.locator(".pair-foot").first).to_contain_text("против: разные дни")


def test_every_ground_of_the_linkers_has_words() -> None:
    for module, table in ((khronika.resolve.actors, "tables/evidence.tsv"), (khronika.resolve.events, "weights.tsv")):
        lines = (Path(str(module.__file__)).parent / table).read_text("utf8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        says = {row[2] for row in rows[1:] if len(row) > 2 and row[0] not in {"link", "ask", "margin"}}
        assert says - REASONS.keys() == set(), table
