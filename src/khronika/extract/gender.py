"""Which gender a given name tells, for pronouns of languages whose grammar does not; unknown names tell none."""

from typing import Literal

# Common given names of English-language reports; a table, not a rule: what is not here is unknown.
FEMALE = frozenset(
    "agnes aisha alice amy ann anne barbara beatrice betty carol caroline catherine chloe christine claire deborah "
    "denise diane dorothy edith eileen elena elizabeth ellen emily esther eve fatima florence frances grace hannah "
    "hazel heather helen irene isabel isabelle jane janet jasmine jean jennifer jenny jessica jill joan joanne joy "
    "joyce judith judy julie karen kate katherine kathleen kim leila lily linda lisa louise lucy lynn margaret marie "
    "marion mary megan mercy michelle miriam nadia nancy naomi natalie nicole noor olga pamela patricia peggy rachel "
    "rebecca rosa rose rosemary ruth sally sandra sarah sharon sheila shirley silvia sophie susan sylvia teresa "
    "theresa tracy ursula veronica victoria violet vivian wendy yvonne zainab zoe".split()
)
MALE = frozenset(
    "aaron abba abdul abdullah abraham adam aditya agha ahmad ahmed akira akiva alan albert alexander alexei alfred "
    "ali alyosha amir andre andrei andrew anthony antonio arthur ata attila baba bala baraka bela benjamin bernard "
    "boris borja bouba brian bruce carl carlos chandra charles christopher chukwuma colin dada daniel danila danjuma "
    "david demba dennis deva dima dmitry donald douglas edward elia emeka emmanuel eric ernest evan ezra fela felix "
    "fernando foma francis francisco frank fred frederick garba gary george gerald geza gilbert girma gordon gosha "
    "graham greg gregory grisha gyula hamza harold harry haruna hassan henry howard hugh hussein ian ibrahim igor "
    "ilia illia ilya isa issa ivan jack jacob jacques james jason jeffrey jerry jim joe john jonathan jorge jose "
    "joseph joshua juan juma jumaa karl keita keith kenneth kenta kevin khalid khalifa kolya konstantin kostya kota "
    "krishna kuzma kyle larry leo leonard leonid louis luca luis luka luke lyosha mahmoud manuel marc marcus mark "
    "martin matthew mattia maxim michael miguel mikhail mirza misha mohamed mohammad mohammed mojtaba morteza moses "
    "mostafa moussa muhammad musa mustafa mykola mykyta nathan nicholas nigel nikita nikola nikolai obinna oleg "
    "oliver omar osama oscar patrick paul pavel pedro peter petya philip pierre raja ralph rama raymond reza richard "
    "riza robert roger roland ronald roy ryota samba samuel sava savva scott sergei seryozha shiva shota simon sota "
    "stephen steven stuart surya taha terence themba thomas timothy tobia tom tony umar usama vanya victor viktor "
    "vincent vladimir vova walter william yahya yaya yehuda yousef yuri yusuf yuta zakaria zakariya".split()
)
EITHER = frozenset("amara andrea indra nicola sasha zhenya".split())  # women's and men's
ENDINGS = ("a",)  # of names not listed: Maria, Tatiana, Ngozika


def gender_of(given: str) -> Literal["Fem", "Masc"] | None:
    """Give the gender that a given name tells, None where it is not known."""
    name = given.casefold().strip(".")
    if name in MALE:
        return "Masc"
    is_rest = len(name) > 3 and name.endswith(ENDINGS) and name not in EITHER
    return "Fem" if name in FEMALE or is_rest else None


def surname_gender(name: str) -> Literal["Fem", "Masc"] | None:
    """Give the gender that a Russian surname in the nominative tells by its ending, None where it tells none."""
    surname = name.casefold()
    if surname.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ська", "цька")):
        return "Fem"
    return "Masc" if surname.endswith(("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ський", "цький")) else None
