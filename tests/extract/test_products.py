"""Products in whole numbers say what floats say, and of each row alone."""

import numpy as np

from khronika.extract.learnt.products import Whole

RANDOM = np.random.default_rng(1)
WEIGHT = RANDOM.normal(size=(96, 24)).astype(np.float32) * np.linspace(0.01, 3, 24, dtype=np.float32)
ROWS = RANDOM.normal(size=(7, 32)).astype(np.float32)


def test_a_product_is_that_of_floats_but_for_little() -> None:
    found, wanted = Whole.of(WEIGHT).product(ROWS, 64), ROWS @ WEIGHT[64:]
    assert found.dtype == np.float32
    sizes = np.linalg.norm(ROWS, axis=1, keepdims=True) * np.linalg.norm(WEIGHT[64:], axis=0)
    assert (np.abs(found - wanted) < 0.01 * sizes).all()


def test_a_row_does_not_depend_on_its_neighbours() -> None:
    whole = Whole.of(WEIGHT)
    beside_large = np.concatenate([ROWS, 1000 * ROWS])
    assert (whole.product(beside_large, 32)[:7] == whole.product(ROWS, 32)).all()
    assert (whole.product(ROWS[3:4], 32) == whole.product(ROWS, 32)[3:4]).all()


def test_rows_and_columns_of_nothing_are_nothing() -> None:
    assert (Whole.of(WEIGHT).product(np.zeros((2, 32), np.float32), 0) == 0).all()
    assert (Whole.of(np.zeros((32, 3), np.float32)).product(ROWS, 0) == 0).all()


def test_sums_stay_whole_where_all_numbers_are_largest() -> None:
    rows = np.ones((1, 512), np.float32)
    weight = np.stack([np.ones(512), -np.ones(512)], axis=1).astype(np.float32)
    assert np.allclose(Whole.of(weight).product(rows, 0), [[512, -512]], rtol=1e-5)


def test_weights_may_be_laid_out_by_columns() -> None:
    by_columns = np.asfortranarray(WEIGHT)
    assert (Whole.of(by_columns).product(ROWS, 0) == Whole.of(WEIGHT).product(ROWS, 0)).all()
