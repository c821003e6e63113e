"""The option that names the encoding of texts that are not in Unicode."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["ENCODING"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def ENCODING(command: _Command) -> _Command:  # noqa: N802 - an option, as the others are
    """``--encoding``: holds for all texts that the command reads, in other processes of it too."""
    option = click.option(
        "--encoding",
        metavar="NAME",
        expose_value=False,
        callback=_choose,
        help="Encoding of texts that are not Unicode, like cp1252 or koi8-r. [guessed, and told]",
    )
    return option(command)


def _choose(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    del parameter
    from kztrans.formats.text import VARIABLE

    if value is None:
        return
    try:
        name = codecs.lookup(value).name
        "".encode(name)
    except LookupError:
        raise click.BadParameter(f"{value!r} is no encoding; give one like cp1252, koi8-r or gb18030") from None
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = name

    def back() -> None:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before

    context.call_on_close(back)
