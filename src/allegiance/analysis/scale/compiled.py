"""Compiled: plain functions over arrays, turned into machine code by numba where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from allegiance.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function as machine code; what was compiled once is kept for the next start.

    Floats are added in the order written, so that the same rows give the same bits on every machine.
    Raises: UsageError where numba is missing, with the extra that brings it.
    """
    try:
        from numba import njit
    except ImportError as fault:
        raise UsageError(
            "numba is not installed, which counts over millions of rows; install it: "
            "pip install 'allegiance[scale]'"
        ) from fault
    return cast(Function, njit(cache=True, nogil=True)(function))
