"""How many threads this process's arithmetic uses; a module of its own, so that other processes can be asked."""

import numpy as np  # noqa: F401  its library of arithmetic is what has the threads
from threadpoolctl import threadpool_info


def threads(_: object = None) -> int:
    """Give the number of threads."""
    return max(library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas")
