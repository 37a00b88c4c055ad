"""Make articles of which a given share of sentences holds a trigger, in English or Russian, of 400 words if not told.

The sentences are put together from parts in the project's own words; all people and organisations are invented.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

WORDS = 400
PARTS = {
    "en": {
        "who": ["Nurses", "Some 300 students", "About 40 bus drivers", "The dockers' union",
                "Residents of the old town",
                "Farmers from the north", "Members of the Green Thread collective", "Teachers",
                "Dozens of pensioners"],
        "place": ["Lille", "Leeds", "Porto", "Toulouse", "Gdansk", "Valencia", "Bergen", "Chicago",
                  "Nairobi", "Leipzig"],
        "when": ["On Monday", "Last week", "On 3 March", "Yesterday", "In late April", "On Friday morning", "In 2019"],
        "event": ["{when} {who} walked out in {place}, demanding higher pay.",
                  "{when} police in {place} detained 26 demonstrators and fined two of them.",
                  "A court in {place} sentenced the activist Borin Tavell to ten days' arrest.",
                  "{who} marched through {place} to protest against the closure of the hospital.",
                  "{when} officers searched the office of the Open Ledger foundation in {place}.",
                  "The union said {when_low} that its members in {place} would go on strike."],
        "other": ["{when} the museum in {place} opened a room of drawings from the last century.",
                  "The orchestra will play two new pieces in {place} before the end of the season.",
                  "Prices of bread in {place} rose by two percent, the statistics office said.",
                  "The mayor of {place} opened a library near the station with a short speech.",
                  "{who} spent the afternoon in the gardens beside the river in {place}.",
                  "Rain is expected over {place} and the hills to the south for most of the week.",
                  "A new tram line will link {place} with three villages along the lake.",
                  "The engineer Mara Quillon has repaired the old clocks of {place} for twenty years."],
    },
    "ru": {
        "who": ["Медсёстры", "Около 300 студентов", "Водители автобусов", "Профсоюз докеров", "Жители старого города",
                "Фермеры с севера", "Участники объединения «Зелёная нить»", "Учителя", "Десятки пенсионеров"],
        "place": ["Казани", "Самаре", "Перми", "Омске", "Томске", "Воронеже", "Краснодаре", "Саратове", "Тюмени"],
        "when": ["В понедельник", "На прошлой неделе", "3 марта", "Вчера", "В конце апреля", "В пятницу утром"],
        "event": ["{when} в {place} {who_low} объявили забастовку и потребовали повысить зарплату.",
                  "{when} полиция задержала в {place} 26 участников акции, двоих оштрафовали.",
                  "Суд в {place} арестовал активиста Борина Тавелла на десять суток.",
                  "{who} вышли на пикет в {place} против закрытия больницы.",
                  "{when} следователи провели обыск в офисе фонда «Открытая книга» в {place}.",
                  "В {place} возбуждено уголовное дело о призывах к беспорядкам."],
        "other": ["{when} музей в {place} открыл зал рисунков прошлого века.",
                  "Оркестр сыграет в {place} две новые пьесы до конца сезона.",
                  "Цены на хлеб в {place} выросли на два процента, сообщили статистики.",
                  "Мэр открыл в {place} библиотеку у вокзала и произнёс короткую речь.",
                  "{who} провели вторую половину дня в садах у реки в {place}.",
                  "В {place} и на холмах к югу почти всю неделю ожидается дождь.",
                  "Новая трамвайная линия свяжет в {place} три деревни у озера.",
                  "Инженер Мара Квиллон двадцать лет чинит старые часы в {place}."],
    },
}  # fmt: skip


def sentence(rng: random.Random, language: str, kind: str) -> str:
    """Put one sentence together; `kind` is event or other."""
    parts = PARTS[language]
    chosen = {name: rng.choice(parts[name]) for name in ("who", "place", "when")}
    lowered = {f"{name}_low": words[0].lower() + words[1:] for name, words in chosen.items()}
    return rng.choice(parts[kind]).format(**chosen, **lowered)


def articles(number: int, language: str, share: float, words: int = WORDS) -> Iterator[dict[str, str]]:
    """Yield rows of a table of articles; `share` of the sentences hold a trigger. Language `both` takes turns."""
    rng = random.Random(1)
    languages = sorted(PARTS) if language == "both" else [language]
    for index in range(number):
        language = languages[index % len(languages)]
        sentences: list[str] = []
        while sum(len(s.split()) for s in sentences) < words:
            sentences.append(sentence(rng, language, "event" if rng.random() < share else "other"))
        paragraphs = (" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
        text = "\n\n".join(paragraphs)
        yield {"id": f"{language}-{index}", "text": text, "published": "2024-05-06", "language": language}


def write(path: Path, number: int, language: str, share: float, words: int = WORDS) -> None:
    """Write a table of articles as JSON Lines."""
    with path.open("w", encoding="utf8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in articles(number, language, share, words))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--language", choices=[*sorted(PARTS), "both"], default="en")
    parser.add_argument("--share", type=float, default=0.1)
    parser.add_argument("--words", type=int, default=WORDS)
    options = parser.parse_args()
    write(options.path, options.number, options.language, options.share, options.words)
