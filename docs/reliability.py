"""Draw docs/images/reliability.svg: how many mentions of a confidence are right on the project's own gold."""

from collections.abc import Mapping
from pathlib import Path

from khronika.evaluate.answers import answer
from khronika.evaluate.calibration import BINS, Bin, articles, bins, error, judge, read

ROOT = Path(__file__).parent.parent
SIDE, LEFT, TOP, BELOW = 300, 52, 16, 46
INK, GRID, TRUTH = "#23303a", "#d8dde0", "#0b5563"


def draw(found: Mapping[int, Bin], title: str) -> str:
    """Draw the share of right mentions over confidence, each dot's area by its number of mentions, and the diagonal."""
    most = max(one.number for one in found.values())
    x, y = (lambda value: LEFT + value * SIDE), (lambda value: TOP + (1 - value) * SIDE)
    lines = []
    for tick in range(0, BINS + 1, 2):
        at, words = tick / BINS, f"{tick / BINS:.1f}"
        lines.append(f'<path d="M{x(at):g} {y(0):g}V{y(1):g}M{x(0):g} {y(at):g}H{x(1):g}" stroke="{GRID}"/>')
        lines.append(f'<text x="{x(at):g}" y="{y(0) + 16:g}" text-anchor="middle">{words}</text>')
        lines.append(f'<text x="{x(0) - 8:g}" y="{y(at) + 4:g}" text-anchor="end">{words}</text>')
    lines.append(f'<path d="M{x(0):g} {y(0):g}L{x(1):g} {y(1):g}" stroke="{INK}" stroke-dasharray="4 4"/>')
    points = [(x(one.confidence), y(one.right), one.number) for _, one in sorted(found.items())]
    lines.append(f'<path d="M{" L".join(f"{a:.1f} {b:.1f}" for a, b, _ in points)}" fill="none" stroke="{TRUTH}"/>')
    lines += [
        f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{3 + 7 * (number / most) ** 0.5:.1f}" fill="{TRUTH}">'
        f"<title>{number} mentions</title></circle>"
        for a, b, number in points
    ]
    lines.append(f'<text x="{x(0.5):g}" y="{y(0) + 36:g}" text-anchor="middle">confidence</text>')
    place = f"translate({x(0) - 38:g} {y(0.5):g}) rotate(-90)"
    lines.append(f'<text transform="{place}" text-anchor="middle">share that is right</text>')
    width, height = LEFT + SIDE + 16, TOP + SIDE + BELOW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}" role="img"><title>{title}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(lines)}</svg>\n'
    )


def main() -> None:
    """Code the project's own gold and draw."""
    gold = ROOT / "gate"
    told = judge(read(gold), answer(articles(gold), jobs=2))
    title = f"{len(told)} mentions, expected calibration error {error(told):.3f}"
    (ROOT / "docs/images/reliability.svg").write_text(draw(bins(told), title), encoding="utf-8")
    print(title)


if __name__ == "__main__":
    main()
