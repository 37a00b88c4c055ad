"""Every page, in both languages and both themes: it opens, asks for nothing elsewhere, and axe finds nothing wrong."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from serving import LANGUAGES, Check, Served, speak

PAGES = (
    "/",
    "/?status=accepted",
    "/statements/",
    "/relations/",
    "/batches/",
    "/batches/new/",
    "/links/",
    "/audit/",
    "/nothing/",
)


def open_first_card(page: Page) -> None:
    """Open the first row of a queue and wait until the card's scripts listen to keys."""
    page.locator("[data-row]").first.click()
    page.wait_for_selector("[data-desk]")
    page.wait_for_load_state()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_in_its_language_and_is_accessible(
    page: Page, context: BrowserContext, served: Served, accessible: Check, address: str, language: str
) -> None:
    speak(context, served.address, language)
    page.goto(address)
    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == 1
    accessible(page)


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "ru")])
@pytest.mark.parametrize("kind", ["review", "statements", "relations"])
def test_a_card_is_accessible_in_light_and_dark(
    page: Page, context: BrowserContext, served: Served, accessible: Check, kind: str, theme: str, language: str
) -> None:
    speak(context, served.address, language)
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # light or dark
    page.goto("/" if kind == "review" else f"/{kind}/")
    open_first_card(page)
    accessible(page)
    page.locator(".field-jump").nth(1).focus()
    page.keyboard.press("e")
    page.wait_for_selector("[data-field-form]")
    accessible(page)


def test_dialogs_of_a_card_are_accessible(page: Page, accessible: Check) -> None:
    page.goto("/")
    open_first_card(page)
    for key in ("s", "m", "n", "?"):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        accessible(page)
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog[open]", state="detached")


def test_a_page_reads_on_a_phone_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/", "/statements/", "/links/", "/batches/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), address
    page.goto("/")
    open_first_card(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_a_card_are_pages_where_no_script_runs(
    page: Page, context: BrowserContext, served: Served, accessible: Check, language: str
) -> None:
    speak(context, served.address, language)
    key = served.ask("SELECT key FROM store_mention ORDER BY key")
    for address in (f"/history/mention/{key}/", f"/edit/mention/{key}/type/", f"/edit/mention/{key}/place/"):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        accessible(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_no_session_is_told_how_to_get_one(
    browser: Browser, served: Served, accessible: Check, language: str
) -> None:
    stranger = browser.new_context(base_url=served.address)
    speak(stranger, served.address, language)
    tab = stranger.new_page()
    tab.goto("/events/")
    assert "/signed-out/" in tab.url
    assert tab.get_attribute("html", "lang") == language
    accessible(tab)
    stranger.close()
