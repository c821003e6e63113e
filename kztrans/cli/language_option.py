"""The value of options that name a language: any way of writing its code, made BCP 47's."""

from __future__ import annotations

import click

__all__ = ["LANGUAGE"]

_OTHER = {"source_lang": "target_lang", "target_lang": "source_lang"}


class _Language(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.3 only
    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``ind`` and ``in_ID`` are ``id`` and ``id-ID``; nothing stays nothing.

        Raises:
            click.UsageError: it is no code, or that of the other side, which was given or is a default.
        """
        from kztrans.languages import codes

        if not value:
            return value
        code = codes.canonical(value)
        if not code:
            self.fail(f"{value!r} is no language code; give one like id, en or pt-BR", param, ctx)
        other = _OTHER.get(param.name or "") if param else None
        if other and ctx and not ctx.resilient_parsing and ctx.params.get(other) == code:
            what = (
                f"source and target language are both {code}; give two languages with --source-lang and --target-lang"
            )
            raise click.UsageError(what, ctx)
        return code


LANGUAGE = _Language()
