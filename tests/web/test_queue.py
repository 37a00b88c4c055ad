"""The queue: filters, pages, bulk acceptance."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import Served

WAITING = "SELECT count(*) FROM store_mention WHERE status = 'proposed'"


@pytest.fixture(scope="module")
def undecided(served: Served, signed_in: Path) -> sqlite3.Connection:
    """Keep the chronicle as it is before anybody has decided, with the session in it."""
    return served.remember()


@pytest.fixture(autouse=True)
def _fresh(served: Served, undecided: sqlite3.Connection) -> None:
    served.lay_back(undecided)


def test_filters_narrow_and_their_counts_are_right(page: Page, served: Served) -> None:
    page.goto("/")
    expect(page.locator(".figures")).to_contain_text(str(served.ask(WAITING)))
    page.select_option("[name=type]", "PROTEST")
    page.wait_for_url("**type=PROTEST**")
    protests = served.ask(f"{WAITING} AND type = 'PROTEST'")
    expect(page.locator(".figures")).to_contain_text(str(protests))
    page.select_option("[name=mode]", "march")
    page.wait_for_url("**mode=march**")
    marches = served.ask(f"{WAITING} AND type = 'PROTEST' AND mode = 'march'")
    assert page.locator("[data-row]").count() == marches
    page.locator("text=Clear").click()
    page.fill("[name=place]", "glasgow")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=glasgow**")
    assert page.locator("[data-row]").count() == min(50, int(str(served.ask(f"{WAITING} AND place = 'Glasgow'"))))
    page.goto("/?confidence=high&language=ru")
    rows = page.locator("[data-row]").count()
    assert rows == min(50, int(str(served.ask(f"{WAITING} AND confidence >= 0.85 AND language = 'ru'"))))


def test_pages_follow_each_other_without_gap_or_repeat(page: Page, served: Served) -> None:
    page.goto("/")
    seen: list[str] = []
    while True:
        seen += page.eval_on_selector_all("[data-row]", "rows => rows.map(row => row.pathname)")
        if not page.locator("[rel=next]").count():
            break
        address = page.url
        page.keyboard.press("n")
        page.wait_for_function("before => location.href !== before", arg=address)
        page.wait_for_load_state()
    assert len(seen) == len(set(seen)) == served.ask(WAITING)
    page.keyboard.press("p")
    page.wait_for_url("**before=**")
    assert page.locator("[data-row]").count() == 50


def test_marked_mentions_are_accepted_after_being_shown_once_more(page: Page, served: Served) -> None:
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-marked]")).to_have_text("(2)")
    before = int(str(served.ask(WAITING)))
    page.keyboard.press("Shift+A")
    expect(page.locator("h1")).to_contain_text("Accept 2 mentions")
    assert served.ask(WAITING) == before
    page.keyboard.press("y")
    expect(page.locator("#messages")).to_contain_text("2 mentions accepted.")
    assert served.ask(WAITING) == before - 2


def test_what_was_decided_meanwhile_is_not_accepted_in_bulk(page: Page, served: Served) -> None:
    page.goto("/")
    page.locator("[data-mark]").first.check()
    key = (page.locator("[data-mark]").first.get_attribute("value") or "").split("~")[0]
    page.locator("text=Accept marked").click()
    served.run(f"""
        from khronika.model import Target
        from khronika.work import review
        review.decide(by="somebody", verb="reject", target=Target("mention", {key!r}), revision=0)
    """)
    page.keyboard.press("y")
    expect(page.locator("#messages .error")).to_contain_text("somebody decided in between")
    assert served.ask("SELECT status FROM store_mention WHERE key = ?", key) == "rejected"


def test_nothing_marked_says_what_to_do(page: Page) -> None:
    page.goto("/")
    page.locator("text=Accept marked").click()
    expect(page.locator("#messages")).to_contain_text("Nothing is marked")


def test_all_that_pass_the_filters_are_accepted_after_being_shown_once_more(page: Page, served: Served) -> None:
    page.goto("/")
    assert page.locator("button[name=all]").count() == 0, "never the whole queue"
    page.goto("/?type=COERCE&language=ru")
    number = served.ask(f"{WAITING} AND type = 'COERCE' AND language = 'ru'")
    page.keyboard.press("Shift+F")
    expect(page.locator("h1")).to_contain_text(f"Accept {number} mentions")
    page.keyboard.press("y")
    expect(page.locator("#messages")).to_contain_text(f"{number} mentions accepted.")
    accepted = "SELECT count(*) FROM store_mention WHERE status = 'accepted'"
    assert served.ask(f"{accepted} AND type = 'COERCE' AND language = 'ru'") == number
    assert served.ask(accepted) == number
