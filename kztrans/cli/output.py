"""Where a command's result goes: to standard output, or to a file that may be written over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kztrans.outputs import Kind

__all__ = ["FORCE", "put"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def FORCE(command: _Command) -> _Command:  # noqa: N802 - an option, as the others are
    """The option that lets a result replace whatever file is there."""
    return click.option(
        "-f", "--force", is_flag=True, help="Replace a file that is there, whatever it holds, but for what was read."
    )(command)


def put(
    data: bytes, output: str | Path | None, kind: Kind | None, inputs: Iterable[str | Path], force: bool = False
) -> bool:
    """Write a result to a file, or to standard output where ``output`` is None or ``-``; True where it was written.

    Raises:
        InputError: see ``outputs.write_output``.
    """
    if output is not None and str(output) != "-":
        from kztrans.outputs import write_output

        return write_output(output, data, kind, inputs, force)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return True
