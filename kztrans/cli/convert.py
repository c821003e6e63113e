"""``kztrans convert``: between bilingual formats."""

from __future__ import annotations

from pathlib import Path

import click

from kztrans.cli.counted import counted
from kztrans.cli.encoding_option import ENCODING
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.output import FORCE

__all__ = ["convert"]

EPILOG = """\b
Examples:
  kztrans convert locales/en/news.po news.tmx         a memory of what is translated
  kztrans convert locales/en/news.po news.xlf         for a tool that wants XLIFF
  kztrans convert locales/en/news.po news.xlf --xliff 1.2      for Lokalize, Weblate, Trados …
  kztrans convert news.csv news.po -s id -t en        from a spreadsheet

\b
Formats, by the files' endings:
  PO (.po .pot), TMX (.tmx), XLIFF (.xlf .xliff), CSV (.csv .tsv), HTML (.html .htm)"""


@click.command(epilog=EPILOG)
@click.argument("given", metavar="IN", type=click.Path(path_type=Path))
@click.argument("wanted", metavar="OUT", type=click.Path(path_type=Path))
@click.option("-s", "--source-lang", default="", metavar="CODE", type=LANGUAGE, help="Source language. [as IN says]")
@click.option("-t", "--target-lang", default="", metavar="CODE", type=LANGUAGE, help="Target language. [as IN says]")
@click.option("--fuzzy", is_flag=True, help="Keep fuzzy units where OUT's format has no word for them (TMX).")
@ENCODING
@click.option(
    "--xliff", metavar="VERSION", type=click.Choice(["2.0", "2.1", "1.2", "omegat"]), help="XLIFF's version. [2.0]"
)
@click.option(
    "--columns", type=click.Choice(["weblate"]), help="CSV's columns as Weblate and Translate Toolkit have them."
)
@FORCE
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def convert(
    given: Path,
    wanted: Path,
    source_lang: str,
    target_lang: str,
    fuzzy: bool,
    xliff: str | None,
    columns: str | None,
    force: bool,
    quiet: bool,
) -> None:
    """Write the bilingual file IN as OUT, in the format of OUT's ending.

    What that format cannot hold is left out, and said.
    """
    from kztrans.jobs.convert import convert_file

    result = convert_file(given, wanted, source_lang, target_lang, fuzzy, force, xliff or "", columns or "")
    if quiet:
        return
    for remark in result.remarks:
        click.echo(remark, err=True)
    click.echo(f"{wanted}: {counted(len(result.catalog.units), 'unit')}{'' if result.written else ', unchanged'}")
