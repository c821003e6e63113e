"""``kztrans omegat``: an OmegaT project laid out, and what was translated in it taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.counted import counted
from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.language_option import LANGUAGE

if TYPE_CHECKING:
    from kztrans.glossary import Glossary
    from kztrans.jobs.omegat import Back, Laid

__all__ = ["omegat"]

EPILOG = """\b
Examples:
  kztrans omegat work news.id.txt            lay out the project work/ for a text
  kztrans omegat work locales/en/news.po     or for a PO that is there
  kztrans omegat work                        take back what was translated in OmegaT, and lay out anew

Close the project in OmegaT, or save it, before you take back; load it anew afterwards."""


@click.command(epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    default=Path(),
    type=click.Path(path_type=Path),
    help="Folder in which the locales/ of a text is. [here]",
)
@click.option(
    "-s", "--source-lang", default="id", show_default=True, metavar="CODE", type=LANGUAGE, help="Language of a text."
)
@click.option(
    "-t", "--target-lang", default="en", show_default=True, metavar="CODE", type=LANGUAGE, help="What it becomes."
)
@glossary_option()
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def omegat(
    folder: Path,
    sources: tuple[Path, ...],
    output: Path,
    source_lang: str,
    target_lang: str,
    glossary: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Lay out an OmegaT project in FOLDER for texts or POs, and take back what was translated in it.

    A text is cut as `kztrans align` does; its PO is what OmegaT works on. What was translated in the project since the
    last time goes into its POs and their TMX first: nothing that is in them is overwritten, and what OmegaT gives back
    empty stays as it was. Run it as often as you like.
    """
    from kztrans.jobs import omegat as job
    from kztrans.jobs.project_glossary import choose

    choice = choose(glossary, folder=output)
    words = choice.load(source_lang)
    for back in job.take_back(folder):
        if not quiet:
            click.echo(_taken_back(back))
            click.echo("".join(f"warning: {line}\n" for line in _warnings(back)), err=True, nl=False)
    pos = [
        path if path.suffix.lower() == ".po" else _aligned(path, output, source_lang, target_lang, words, quiet)
        for path in sources
    ]
    for laid in job.lay_out(folder, pos, words):
        if not quiet:
            click.echo(_laid_out(laid))
    if not quiet:
        click.echo(f"glossary: {choice.told()}", err=True)


def _aligned(path: Path, output: Path, source_lang: str, target_lang: str, glossary: Glossary, quiet: bool) -> Path:
    """The PO of a text, brought up to date."""
    from kztrans.jobs.align import run
    from kztrans.jobs.align_job import AlignJob
    from kztrans.jobs.writing import write

    result = run(AlignJob(path, None, source_lang, target_lang, output, glossary=glossary))
    write(result)
    for warning in result.warnings if not quiet else ():
        click.echo(f"warning: {warning}", err=True)
    return result.outputs.po


def _taken_back(back: Back) -> str:
    taken = back.taken
    lists = (
        ("translated", taken.translated),
        ("corrected", taken.corrected),
        ("confirmed", taken.confirmed),
        ("fuzzy, since other entries have the same source", taken.doubtful),
        ("changed in the PO as well: OmegaT's is kept as an obsolete entry", taken.conflicts),
        ("of sentences that have changed since, now fuzzy there", taken.offered),
        ("no longer in the PO: kept as an obsolete entry", taken.gone),
    )
    parts = [f"{len(sources)} {what}" for what, sources in lists if sources]
    return f"{back.po}: taken back from OmegaT: {', '.join(parts) or 'nothing new'}"


def _warnings(back: Back) -> Iterator[str]:
    if back.cut:
        yield "OmegaT cut the entries into sentences: what it wrote to target/ is left there"
    for source in back.taken.conflicts:
        yield f"{back.po}: changed on both sides: {source}"


def _laid_out(laid: Laid) -> str:
    state = f"{laid.fuzzy} fuzzy, {laid.untranslated} untranslated"
    line = f"{laid.source} laid out: {counted(laid.entries, 'entry')}, {state}"
    if laid.stale:
        line += f"; {len(laid.stale)} corrected since, which OmegaT shows as it had it"
    return line
