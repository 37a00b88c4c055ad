"""Read brat's standoff files: entities and relations of a text."""

from msgspec import Struct

from khronika.evaluate.measure import Bounds


class Annotated(Struct, frozen=True):
    """A text with entities {id: (label, bounds)} and relations (label, first id, second id)."""

    id: str
    text: str
    entities: dict[str, tuple[str, Bounds]]
    relations: list[tuple[str, str, str]]

    def line_around(self, bounds: Bounds) -> Bounds:
        """Give the line in which a span stands."""
        end = self.text.find("\n", bounds[1])
        return self.text.rfind("\n", 0, bounds[0]) + 1, len(self.text) if end < 0 else end


def read_brat(id: str, text: str, notes: str) -> Annotated:
    """Read one `.ann` file; a span in parts counts from its first to its last character."""
    entities: dict[str, tuple[str, Bounds]] = {}
    relations: list[tuple[str, str, str]] = []
    for line in notes.splitlines():
        key, _, rest = line.partition("\t")
        parts = rest.partition("\t")[0].replace(";", " ").split()
        if key.startswith("T"):
            entities[key] = parts[0], (int(parts[1]), int(parts[-1]))
        elif key.startswith("R"):
            relations.append((parts[0], parts[1].removeprefix("Arg1:"), parts[2].removeprefix("Arg2:")))
    return Annotated(id, text, entities, relations)
