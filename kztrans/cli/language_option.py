"""The value of options that name a language: any way of writing its code, made BCP 47's."""

from __future__ import annotations

import click

__all__ = ["LANGUAGE"]


class _Language(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.3 only
    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``ind`` and ``in_ID`` are ``id`` and ``id-ID``; nothing stays nothing."""
        from kztrans.languages import codes

        if not value:
            return value
        code = codes.canonical(value)
        if not code:
            self.fail(f"{value!r} is no language code; give one like id, en or pt-BR", param, ctx)
        return code


LANGUAGE = _Language()
