"""Time the review page in a browser: from the key that accepts to the next card on the screen.

    python benchmarks/review_page.py FOLDER [--cards 60] [--pause 250]

FOLDER is a chronicle with enough that waits; the decisions are real. Needs Debian's chromium. `--pause` is how long the
person looks at a card before the key, in milliseconds; meanwhile the next one is fetched.
"""

import argparse
import re
import statistics
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

# Press the key in the page itself and wait for the frame in which the next card is painted.
TIMED = """() => new Promise((resolve) => {
    const main = document.getElementById('main'), start = performance.now();
    const seen = new MutationObserver(() => {
        seen.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start), 0));
    });
    seen.observe(main, {childList: true});
    const key = {key: 'a', code: 'KeyA', bubbles: true, cancelable: true};
    document.body.dispatchEvent(new KeyboardEvent('keydown', key));
})"""


def main() -> None:
    """Serve the chronicle, accept card after card, print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cards", type=int, default=60)
    parser.add_argument("--pause", type=int, default=250)
    parser.add_argument("--port", type=int, default=8799)
    given = parser.parse_args()
    command = [sys.executable, "-c", "from khronika.cli import main; main()", "serve", str(given.folder)]
    server = subprocess.Popen([*command, "--no-open", "--port", str(given.port)], stdout=subprocess.PIPE, text=True)
    try:
        link = next(found[0] for line in server.stdout or () if (found := re.search(r"http://\S+/enter/\S+", line)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(link)
            times = measure(page, given.cards, given.pause)
            browser.close()
    finally:
        server.terminate()
    ordered = sorted(times)
    print(f"{len(times)} cards: median {statistics.median(times):.0f} ms, 95th percentile "
          f"{ordered[int(0.95 * len(ordered))]:.0f} ms, slowest {ordered[-1]:.0f} ms")  # fmt: skip


def measure(page: Page, cards: int, pause: int) -> list[float]:
    """Accept so many cards, one after another; give the milliseconds of each."""
    page.keyboard.press("s")
    page.wait_for_selector("[data-desk]")
    times = []
    for _ in range(cards):
        page.wait_for_timeout(pause)
        times.append(float(page.evaluate(TIMED)))
    return times


if __name__ == "__main__":
    main()
