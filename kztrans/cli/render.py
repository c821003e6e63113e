"""``kztrans render``: the finished text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.counted import counted
from kztrans.cli.encoding_option import ENCODING
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.output import FORCE, put

if TYPE_CHECKING:
    from kztrans.jobs.render import Broken, Cut, Rendering
    from kztrans.units.typography import QuoteStyle

__all__ = ["render"]

SHOWN = 10
"""Missing segments that are listed unless all are asked for."""

EPILOG = """\b
Examples:
  kztrans render locales/en/news.po -o news.en.txt
  kztrans render locales/en/news.po --untranslated source     a draft, gaps left in Indonesian
  kztrans render news.po --source news.id.txt --fuzzy --quotes curly

Exit code 1: segments without a finished translation, and nothing was written."""


@click.command(epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", default="-", metavar="FILE", help="File to write. [standard output]")
@FORCE
@click.option(
    "--source", type=click.Path(path_type=Path), help="The source text. [the one that FILE's references name]"
)
@click.option("-s", "--source-lang", default="", metavar="CODE", type=LANGUAGE, help="Source language. [as FILE says]")
@ENCODING
@click.option("--srx", type=click.Path(path_type=Path), help="SRX file that the text was segmented with.")
@click.option(
    "--untranslated",
    type=click.Choice(["refuse", "source", "empty"]),
    default="refuse",
    show_default=True,
    help="What becomes of segments without a finished translation: refuse: list them and write nothing; "
    "source: leave them as they are; empty: leave them out.",
)
@click.option("--fuzzy", is_flag=True, help="Take fuzzy translations as finished.")
@click.option(
    "--quotes", type=click.Choice(["curly", "straight"]), help="Make quotation marks and spacing English, in one style."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but the text and errors.")
@click.option("-v", "--verbose", is_flag=True, help=f"List every missing segment, not the first {SHOWN}.")
def render(
    file: Path,
    output: str,
    force: bool,
    source: Path | None,
    source_lang: str,
    srx: Path | None,
    untranslated: str,
    fuzzy: bool,
    quotes: QuoteStyle | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the finished text of a translated FILE, with the paragraphs and line layout of its source."""
    from kztrans.jobs.render import finished, refuse_ending, render_file

    result, data = render_file(
        file,
        source,
        source_lang,
        "empty" if untranslated == "empty" else "source",
        fuzzy,
        quotes,
        _cut(srx),
    )
    refused = untranslated == "refuse" and bool(result.missing)
    if output != "-":
        refuse_ending(output, result.source.path)
    if not quiet or refused:
        _report(result, untranslated, verbose)
    if refused:
        raise click.exceptions.Exit(1)
    read = [file, Path(result.source.path), *([srx] if srx else [])]
    put(data, output, finished(output, result), read, force)
    if not quiet and output != "-":
        click.echo(output)


def _report(result: Rendering, untranslated: str, verbose: bool) -> None:
    """What is missing, and translations that have no place, on standard error."""
    for gap in result.missing if verbose else result.missing[:SHOWN]:
        place = f"{gap.reference.path}:{gap.reference.line}"
        click.echo(f"{place}: {gap.why}: {_short(gap.source)}", err=True)
    if not verbose and len(result.missing) > SHOWN:
        click.echo(f"… and {len(result.missing) - SHOWN} more (-v lists all)", err=True)
    if result.missing:
        outcome = {
            "refuse": "nothing is written; translate them, or see --untranslated and --fuzzy",
            "source": "left as in the source",
            "empty": "left out",
        }[untranslated]
        click.echo(
            f"{len(result.missing)} of {counted(result.count, 'segment')} without a finished translation: {outcome}",
            err=True,
        )
    if any(gap.why == "not in the file" for gap in result.missing):
        click.echo("the source has changed since the file was made: run `kztrans align` on it again", err=True)
    for broken in result.broken:
        _report_broken(broken)
    for unit in result.unused if verbose else result.unused[:SHOWN]:
        click.echo(f"translated, but not in the source: {_short(unit.source)}", err=True)


def _report_broken(broken: Broken) -> None:
    faults = ", ".join(f"{fault.kind} {' '.join(fault.tags)}" for fault in broken.faults)
    breaks = any(fault.breaks for fault in broken.faults)
    outcome = "written without its formatting" if breaks else "put at its end"
    place = f"{broken.reference.path}:{broken.reference.line}"
    click.echo(f"{place}: tags {faults}: {outcome}: {_short(broken.unit.target)}", err=True)


def _short(text: str, width: int = 60) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 2].rstrip() + " …"


def _cut(srx: Path | None) -> Cut | None:
    if srx is None:
        return None
    from kztrans.segmentation import load_rules, segment_document

    return lambda document: segment_document(document, load_rules(srx, document.lang))
