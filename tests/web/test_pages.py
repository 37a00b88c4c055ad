"""Every page, in both languages and both themes: it opens, asks for nothing elsewhere, and axe finds nothing wrong."""

import pytest
from playwright.sync_api import BrowserContext, Page
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


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["review", "statements", "relations"])
def test_a_card_is_accessible_in_light_and_dark(page: Page, accessible: Check, kind: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # light or dark
    page.goto("/" if kind == "review" else f"/{kind}/")
    page.locator("[data-row]").first.click()
    page.wait_for_selector("[data-desk]")
    accessible(page)
    page.locator(".field-jump").nth(1).focus()
    page.keyboard.press("e")
    page.wait_for_selector("[data-field-form]")
    accessible(page)


def test_dialogs_of_a_card_are_accessible(page: Page, accessible: Check) -> None:
    page.goto("/")
    page.locator("[data-row]").first.click()
    for key in ("s", "m", "n", "?"):
        page.wait_for_selector("[data-desk]")
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        accessible(page)
        page.keyboard.press("Escape")


def test_a_page_reads_on_a_phone_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/", "/statements/", "/links/", "/batches/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), address
    page.goto("/")
    page.locator("[data-row]").first.click()
    page.wait_for_selector("[data-desk]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
