"""The value of options and arguments that are texts, not names of files."""

from __future__ import annotations

import click

__all__ = ["TEXT"]


class _Text(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.3 only
    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text; stray bytes, which names of files may have, are refused."""
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            self.fail(f"{value!r} is not UTF-8", param, ctx)
        return value


TEXT = _Text()
