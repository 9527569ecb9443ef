"""A file of numpy's arrays in the folder of a model → the arrays, or an error that says what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from linewatch.errors import ModelError


@contextmanager
def open_arrays(path: Path, what: str) -> Iterator[Mapping[str, Any]]:
    """Open a ``.npz`` file; what is found wrong in it while it is open is told of it.

    Args:
        what: the file should be, "a table of relations".

    Raises:
        ModelError: LW302 when the file is missing; LW301 when it is not what it should be.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            yield arrays
    except FileNotFoundError as error:
        raise ModelError("LW302", "the file is missing; install linewatch again or train it anew", str(path)) from error
    except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError, BadZipFile) as error:
        raise ModelError("LW301", f"the file is not {what}: {error}", str(path)) from error
