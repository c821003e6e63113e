"""Options that several commands of ``kztrans tm`` have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from kztrans.cli.language_option import LANGUAGE

__all__ = ["FORM", "language_options"]


def language_options(source: str | None, target: str | None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        shown = source is not None
        command = click.option(
            "-t", "--target-lang", metavar="LANG", type=LANGUAGE, default=target or "", show_default=shown
        )(command)
        return click.option(
            "-s", "--source-lang", metavar="LANG", type=LANGUAGE, default=source or "", show_default=shown
        )(command)

    return decorate


FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or machines.",
)
