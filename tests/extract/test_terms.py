"""What an event's words say beside who, where and when: the sentence, the word of the event, then its terms."""

import pytest

import khronika
from khronika.model import Term

Told = tuple[str, str, float | None, str | None]

TERMS: list[tuple[str, str, str, list[Told]]] = [
    # Charges, and the law they rest on.
    ("en", "He was charged with inciting hatred under Article 282 of the Criminal Code.", "charged",
     [("charge", "inciting hatred", None, None),
      ("legal_basis", "Article 282 of the Criminal Code", None, None)]),
    ("en", "Ann Example accused police of beating students.", "accused",
     [("charge", "beating students", None, None)]),
    ("en", "Two men were detained on charges of petty hooliganism.", "detained",
     [("charge", "petty hooliganism", None, None)]),
    ("ru", "Его обвинили в участии в массовых беспорядках.", "обвинили",
     [("charge", "участие в массовых беспорядках", None, None)]),
    ("ru", "Следователь вменил ей «ложные сообщения».", "вменил", [("charge", "ложные сообщения", None, None)]),
    ("ru", "Ему инкриминируют организацию беспорядков.", "инкриминируют",
     [("charge", "организация беспорядков", None, None)]),
    ("ru", "Активистку оштрафовали на 20 тысяч рублей по ч. 1 ст. 20.2 КоАП.", "оштрафовали",
     [("sentence", "20 тысяч рублей", 20_000, "RUB"), ("legal_basis", "ч. 1 ст. 20.2 КоАП", None, None)]),
    # Sentences: amounts in their own unit.
    ("en", "A court sentenced him to three and a half years in prison for treason.", "sentenced",
     [("charge", "treason", None, None), ("sentence", "three and a half years in prison", 3.5, "year")]),
    ("en", "They were given ten days' arrest.", "ten days", [("sentence", "ten days' arrest", 10, "day")]),
    ("en", "The nurse was sentenced to a term of eight months.", "sentenced",
     [("sentence", "eight months", 8, "month"), ("sector", "health", None, None)]),
    ("en", "A court jailed the activist for life.", "jailed the activist for life",
     [("sentence", "for life", None, None)]),
    ("en", "The baker was fined 300 euros for a leaflet.", "fined",
     [("sentence", "300 euros", 300, "EUR"), ("reason", "leaflet", None, None)]),
    ("en", "Police questioned him for days.", "questioned", []),
    ("en", "The baker was fined $1,500.", "fined", [("sentence", "$1,500", 1_500, "USD")]),
    ("en", "The baker was fined 300 crowns.", "fined", [("sentence", "300 crowns", 300, "XXX")]),
    ("en", "Prosecutors had asked for nine years.", "asked for nine years", [("sentence", "nine years", 9, "year")]),
    ("ru", "Суд назначил им штрафы по тысяче рублей.", "назначил им штрафы",
     [("sentence", "штрафы по тысяче рублей", 1_000, "RUB")]),
    ("fr", "Deux prévenus ont été relaxés mardi faute de preuves.", "relaxés", []),
    ("fr", "Il a été inculpé mercredi d'atteinte à la sûreté de l'État.", "inculpé",
     [("charge", "atteinte à la sûreté de l'État", None, None)]),
    ("ru", "Суд арестовал активиста на 15 суток.", "арестовал", [("sentence", "15 суток", 15, "day")]),
    ("ru", "Её приговорили к двум годам и шести месяцам колонии.", "приговорили",
     [("sentence", "двум годам и шести месяцам колонии", 30, "month")]),
    ("ru", "Суд назначил ему штраф в 500 евро.", "штраф", [("sentence", "штраф в 500 евро", 500, "EUR")]),
    # Demands and reasons.
    ("en", "Drivers struck over unpaid wages, demanding a new contract.", "struck",
     [("demand", "new contract", None, None), ("reason", "unpaid wages", None, None),
      ("sector", "transport", None, None)]),
    ("en", "Students marched for the release of their friends.", "marched",
     [("demand", "release of their friends", None, None), ("sector", "education", None, None)]),
    ("en", "Parents rallied against the closure of the school.", "rallied",
     [("reason", "closure of the school", None, None)]),
    ("en", "The company dismissed two clerks for joining a strike.", "dismissed",
     [("reason", "joining a strike", None, None)]),
    ("ru", "Рабочие бастуют из-за задержки зарплаты и требуют выплатить долги.", "бастуют",
     [("demand", "выплатить долги", None, None), ("reason", "задержка зарплаты", None, None)]),
    ("ru", "Пять человек вышли на пикет, они требовали освободить студентов и отменить закон.", "требовали",
     [("demand", "освободить студентов", None, None), ("demand", "отменить закон", None, None)]),
    ("ru", "Жители вышли на митинг против закрытия больницы.", "митинг",
     [("reason", "закрытие больницы", None, None)]),
    # Instruments, only those of the event.
    ("en", "Police beat the marchers with batons.", "beat", [("instrument", "baton", None, None)]),
    ("en", "Police fired rubber bullets and tear gas at the crowd.", "fired",
     [("instrument", "rubber bullet", None, None), ("instrument", "tear gas", None, None)]),
    ("ru", "Задержанных били дубинками.", "били", [("instrument", "дубинки", None, None)]),
    ("en", "Police detained a man near a bus.", "detained", []),
    # French and Ukrainian, by words of their own.
    ("fr", "Le tribunal a condamné le syndicaliste à trois mois de prison avec sursis pour outrage.", "condamné",
     [("charge", "outrage", None, None), ("sentence", "trois mois de prison avec sursis", 3, "month")]),
    ("fr", "Elle est accusée d'avoir incendié un bus.", "accusée",
     [("charge", "avoir incendié un bus", None, None)]),
    ("fr", "Les voisins ont bloqué la rue pour réclamer le départ du maire.", "bloqué",
     [("demand", "départ du maire", None, None)]),
    ("fr", "Deux cents personnes ont manifesté contre la réforme des retraites.", "manifesté",
     [("reason", "réforme des retraites", None, None)]),
    ("fr", "Des vitrines ont été brisées à coups de pierres.", "brisées", [("instrument", "pierre", None, None)]),
    ("fr", "Elle a été arrêtée en vertu de l'article 433-5 du Code pénal.", "arrêtée",
     [("legal_basis", "article 433-5 du Code pénal", None, None)]),
    ("uk", "Суд засудив активіста до восьми років позбавлення волі.", "засудив",
     [("sentence", "восьми років позбавлення волі", 8, "year")]),
    ("uk", "Його звинуватили у хуліганстві.", "звинуватили", [("charge", "хуліганство", None, None)]),
    ("uk", "Шахтарі страйкують, вимагаючи виплати боргів.", "страйкують",
     [("demand", "виплати боргів", None, None), ("sector", "mining", None, None)]),
    ("uk", "Люди вийшли на мітинг проти забудови парку.", "мітинг", [("reason", "забудова парку", None, None)]),
    ("uk", "Її звільнили за те, що вона роздавала листівки.", "звільнили",
     [("reason", "вона роздавала листівки", None, None)]),
    ("ru", "Её уволили за то, что она раздавала листовки.", "уволили",
     [("reason", "она раздавала листовки", None, None)]),
    ("fr", "Il a été licencié pour avoir distribué des tracts.", "licencié",
     [("reason", "avoir distribué des tracts", None, None)]),
    ("uk", "Суд у Криму засудив блогера до восьми років за «фейки про армію».", "засудив",
     [("charge", "фейки про армію", None, None), ("sentence", "восьми років", 8, "year")]),
    ("uk", "Місто обстріляли з артилерії.", "обстріляли", [("instrument", "артилерія", None, None)]),
    # Where people work.
    ("en", "Miners went on strike at the Sample mine.", "strike",
     [("employer", "Sample mine", None, None), ("sector", "mining", None, None)]),
    ("ru", "Водителей уволили с завода.", "уволили", [("employer", "завод", None, None),
                                                      ("sector", "transport", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "word", "wanted"), TERMS)
def test_terms_are_told_by_the_words_around_an_event(language: str, text: str, word: str, wanted: list[Told]) -> None:
    (coded,) = khronika.code([text], language=language, published="2024-03-06")
    mention = next(mention for mention in coded.event_mentions if word in mention.trigger.text)
    terms = [argument for argument in mention.arguments if isinstance(argument.value, Term)]
    found = [(t.role, t.value.name, t.value.amount, t.value.unit) for t in terms if isinstance(t.value, Term)]
    assert sorted(found, key=str) == sorted(wanted, key=str)
    assert all(text[term.start : term.end] == term.text for term in terms)
