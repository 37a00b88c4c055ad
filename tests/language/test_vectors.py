"""Word vectors of the small engines: a missing file says what to do."""

from pathlib import Path

import pytest

from khronika.errors import LanguageError
from khronika.language.compact.vectors import Vectors


def test_missing_vectors_say_that_the_model_is_not_whole(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="install khronika again"):
        Vectors(tmp_path)
