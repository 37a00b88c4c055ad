"""The basics work where no script runs: filter, accept, correct, history."""

from pathlib import Path

from playwright.sync_api import Browser
from serving import Served


def test_one_decides_and_corrects_without_scripts(browser: Browser, served: Served, signed_in: Path) -> None:
    context = browser.new_context(storage_state=signed_in, java_script_enabled=False, base_url=served.address)
    page = context.new_page()
    page.goto("/?type=PROTEST")
    page.select_option("select[name=language]", "en")
    page.get_by_role("button", name="Filter", exact=True).click()
    assert "language=en" in page.url
    page.locator("[data-row]").first.click()
    key = page.get_attribute("[data-desk]", "data-key-of-card")
    page.locator('[data-field="date"]').hover()
    page.locator('[data-field="date"] [data-edit]').click()
    page.fill("[name=when]", "2025-05")
    page.locator(".field-form .primary").click()
    assert page.get_attribute("[data-desk]", "data-key-of-card") == key
    assert served.ask("SELECT date_start FROM store_mention WHERE key = ?", key) == "2025-05-01"
    page.locator("[name=verb][value=accept]").click()
    assert page.get_attribute("[data-desk]", "data-key-of-card") != key
    page.goto(f"/history/mention/{key}/")
    assert page.locator(".history > li").count() == 2
    context.close()
