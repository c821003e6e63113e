"""``kztrans stats``: how much there is to translate."""

from __future__ import annotations

from pathlib import Path

import click

from kztrans.cli.article_option import ARTICLE_HELP
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.output import FORCE, put
from kztrans.cli.progress import steps

__all__ = ["stats"]

EPILOG = """\b
Examples:
  kztrans stats news.docx --tm memory.sqlite   one document, against a memory
  kztrans stats texts/                         all the texts of a folder
  kztrans stats locales/en/news.po             what is done, and what is left

A word is what stands between white space and has a letter or a digit. Rates are set in kztrans.toml, [stats.rates]."""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--tm", "memory", type=click.Path(path_type=Path), help="Translation memory to compare with.")
@click.option("-s", "--source-lang", default="id", show_default=True, type=LANGUAGE, help="Language of the texts.")
@click.option("-t", "--target-lang", default="en", show_default=True, type=LANGUAGE, help="Language to translate into.")
@click.option("--article", is_flag=True, help=ARTICLE_HELP)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "html"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead of standard output.")
@FORCE
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
def stats(
    paths: tuple[Path, ...],
    memory: Path | None,
    source_lang: str,
    target_lang: str,
    article: bool,
    form: str,
    output: Path | None,
    force: bool,
    quiet: bool,
) -> None:
    """Count segments, words and characters of texts, documents, folders and PO files, by what is known already.

    Repetitions are counted within a file and across files; with a memory, matches in bands of likeness. Exit code 1
    where a file of a folder could not be counted.
    """
    from kztrans.configuration import find
    from kztrans.counting.report import FORMS
    from kztrans.jobs.stats import StatsJob, run
    from kztrans.outputs import STATISTICS

    settings = find(Path())
    with steps(quiet) as step:
        rates, penalties = dict(settings.stats.rates), settings.memory.penalties
        found = run(StatsJob(paths, source_lang, target_lang, memory, rates, penalties, article), step)
    inputs: list[str | Path] = [*paths, *(file.path for file in found.files), *([memory] if memory else [])]
    put(FORMS[form](found).encode("utf-8", "surrogateescape"), output, STATISTICS, inputs, force)
    for warning in found.warnings if not quiet else ():
        click.echo(f"warning: {warning}", err=True)
    for fault in found.faults:
        click.echo(f"kztrans: {fault}", err=True)
    if found.faults:
        raise SystemExit(1)
