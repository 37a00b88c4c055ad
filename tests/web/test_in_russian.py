"""Every key path once more in Russian, by the places of the keys."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from serving import Check, Served, speak

CYRILLIC = dict(zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю", strict=True))
CARD = "[data-desk]"


@pytest.fixture(scope="module")
def undecided(served: Served, signed_in: Path) -> sqlite3.Connection:
    """Keep the chronicle as it is before anybody has decided, with the session in it."""
    return served.remember()


@pytest.fixture(autouse=True)
def _russian(context: BrowserContext, served: Served, undecided: sqlite3.Connection) -> None:
    served.lay_back(undecided)
    speak(context, served.address, "ru")


def press(page: Page, letter: str) -> None:
    """Press the key where a letter stands, under a Russian layout."""
    key = {"key": CYRILLIC[letter], "code": f"Key{letter.upper()}", "bubbles": True, "cancelable": True}
    page.evaluate("key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', key))", key)


def key_of(page: Page) -> str:
    """Give the key of the card at hand."""
    return page.get_attribute(CARD, "data-key-of-card") or ""


def moved(page: Page, key: str) -> str:
    """Wait until another card is at hand, and give its key."""
    page.wait_for_function("key => document.querySelector('[data-desk]')?.dataset.keyOfCard !== key", arg=key)
    return key_of(page)


def told(page: Page, words: str) -> None:
    """Wait until the page tells something."""
    expect(page.locator("#messages")).to_contain_text(words)


def stands(served: Served, key: str, column: str = "status") -> str:
    """Give a column of a mention as it stands."""
    return str(served.ask(f"SELECT {column} FROM store_mention WHERE key = ?", key))


def start(page: Page) -> str:
    """Go from the queue to its first card."""
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Очередь")
    press(page, "s")
    page.wait_for_url("**/review/**")
    return key_of(page)


def test_cards_are_decided_stepped_through_and_taken_back(page: Page, served: Served) -> None:
    first = start(page)
    press(page, "a")
    second = moved(page, first)
    assert stands(served, first) == "accepted"
    press(page, "r")
    third = moved(page, second)
    assert stands(served, second) == "rejected"
    press(page, "j")
    moved(page, third)
    press(page, "k")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard === key", arg=third)
    press(page, "u")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard === key", arg=second)
    told(page, "Отменено")
    assert stands(served, second) == "proposed"
    press(page, "q")
    page.wait_for_url(served.address + "/*")


def test_fields_are_corrected_struck_out_and_set_from_words(page: Page, served: Served, accessible: Check) -> None:
    key = start(page)
    page.locator('[data-jump="date"]').focus()
    press(page, "e")
    page.wait_for_selector("[data-field-form]")
    accessible(page)
    page.fill("[data-field-form] [name=when]", "2025-13")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field-form] [role=alert]")).to_contain_text("2025-13")
    page.fill("[data-field-form] [name=when]", "2025-05")
    page.keyboard.press("Enter")
    told(page, "Исправлено")
    expect(page.locator('[data-field="date"]')).to_contain_text("май 2025")
    page.locator('[data-jump="place"]').focus()
    page.keyboard.press("Delete")
    told(page, "Отклонено")
    assert stands(served, key, "place") == ""
    press(page, "v")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#select-menu")).to_be_visible()
    accessible(page)
    press(page, "i")
    told(page, "Поставлено")
    press(page, "h")
    expect(page.locator("[data-history-body] li")).to_have_count(3)
    accessible(page)


def test_what_was_missed_is_added_and_two_are_split_and_merged(page: Page, served: Served, accessible: Check) -> None:
    first = start(page)
    press(page, "s")
    page.wait_for_selector("#split-dialog[open]")
    accessible(page)
    page.select_option("#split-dialog [name=kind]", "PROTEST/strike")
    page.locator("#split-dialog .primary").click()
    second = moved(page, first)
    expect(page.locator("#card-title")).to_have_text("Забастовка")
    press(page, "m")
    page.wait_for_selector("#merge-dialog[open]")
    accessible(page)
    page.locator(f'#merge-dialog [name=into][value="{first}"]').click()
    moved(page, second)
    assert stands(served, second) == "merged"
    page.goto(f"/review/{first}/")
    press(page, "v")
    page.keyboard.press("Enter")
    press(page, "n")
    page.wait_for_selector("#add-dialog[open]")
    accessible(page)
    page.select_option("#add-mention [name=kind]", "COERCE/search")
    page.locator("#add-mention .primary").click()
    added = moved(page, first)
    assert stands(served, added) == "added"


@pytest.mark.parametrize("kind", ["statements", "relations"])
def test_statements_and_ties_are_decided(page: Page, accessible: Check, kind: str) -> None:
    page.goto(f"/{kind}/")
    press(page, "s")
    page.wait_for_url(f"**/{kind}/*/**")
    accessible(page)
    first = key_of(page)
    press(page, "r")
    moved(page, first)
    press(page, "u")
    page.wait_for_function("key => document.querySelector('[data-desk]').dataset.keyOfCard === key", arg=first)
    told(page, "Отменено")


def test_the_queue_is_marked_and_accepted(page: Page, served: Served, accessible: Check) -> None:
    page.goto("/?language=ru&type=COERCE")
    press(page, "j")
    press(page, "x")
    expect(page.locator("[data-marked]")).to_have_text("(1)")
    page.keyboard.press("Shift+A")
    expect(page.locator("h1")).to_contain_text("Принять 1 упоминание")
    accessible(page)
    press(page, "n")
    page.wait_for_url("**type=COERCE**")
    page.keyboard.press("Shift+F")
    expect(page.locator("h1")).to_contain_text("Принять")
    press(page, "y")
    told(page, "Принят")
    assert served.ask("SELECT count(*) FROM store_mention WHERE status = 'accepted'") != 0


def test_views_of_events_follow_their_keys(page: Page) -> None:
    page.goto("/events/?type=PROTEST")
    for number, view in (("2", "map"), ("3", "timeline"), ("4", "counts")):
        page.keyboard.press(number)
        page.wait_for_url(f"**/events/{view}/?type=PROTEST")
    page.keyboard.press("1")
    page.wait_for_url("**/events/?type=PROTEST")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("марш")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert page.locator(".event-row").count() >= 1
    page.keyboard.press("Escape")
    for letter, address in (("p", "/people/"), ("o", "/organisations/"), ("s", "/sources/"), ("l", "/links/"),
                            ("b", "/batches/"), ("a", "/audit/"), ("e", "/events/"), ("q", "/")):  # fmt: skip
        press(page, "g")
        press(page, letter)
        page.wait_for_url(f"**{address}")
