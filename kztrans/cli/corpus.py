"""``kztrans corpus``: folders of documents, paired and aligned."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.corpus_output import bar, finished, pairs_as_data, pairs_as_text, plan_as_text
from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.jobs_option import JOBS
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.number_option import AtLeast
from kztrans.cli.output import FORCE, put
from kztrans.cli.progress import steps
from kztrans.errors import InputError

if TYPE_CHECKING:
    from kztrans.corpus.filters import Limits
    from kztrans.corpus.gathering import Counts
    from kztrans.corpus.plan import Plan
    from kztrans.corpus.settings import Settings
    from kztrans.jobs.project_glossary import Choice
    from kztrans.workers import Engine

__all__ = ["corpus"]

_PATH = click.Path(path_type=Path)
_SOURCE = click.option(
    "-s", "--source-lang", default="id", show_default=True, type=LANGUAGE, help="Language of the sources."
)
_TARGET = click.option(
    "-t", "--target-lang", default="en", show_default=True, type=LANGUAGE, help="Language of the targets."
)
_FILTERS = ("alone", "score", "short", "identical", "ratio", "language", "numbers", "duplicates")


@click.group()
def corpus() -> None:
    """Folders of documents and their translations: pair them, align all of them, see what came of it."""


@corpus.command(epilog="Example: kztrans corpus pair archive/id archive/en -o pairs.tsv")
@click.argument("sources", type=_PATH)
@click.argument("targets", type=_PATH)
@click.option("-o", "--output", required=True, type=_PATH, metavar="FILE.tsv", help="The manifest to be written.")
@_SOURCE
@_TARGET
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Pairs that are less probable than this are left out.",
)
@click.option("--no-names", is_flag=True, help="What documents are called tells nothing: go by their texts alone.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@FORCE
@click.option("-q", "--quiet", is_flag=True, help="Print no summary and no warnings.")
@click.option("-v", "--verbose", is_flag=True, help="Name all duplicates and all documents without a partner.")
def pair(
    sources: Path,
    targets: Path,
    output: Path,
    source_lang: str,
    target_lang: str,
    min_score: float,
    no_names: bool,
    form: str,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Find which documents below two folders translate each other, and write a manifest of the pairs.

    Two documents are paired where each is the one that the other is most like, by words, names and numbers that
    translate each other; names of files that agree count for something, and do no harm where they mislead. A document
    that says the same as another one is named and left out.
    """
    from kztrans.corpus import manifest
    from kztrans.corpus.folders import pair_folders
    from kztrans.outputs import MANIFEST

    with steps(quiet) as step:
        found = pair_folders((sources, targets), (source_lang, target_lang), min_score, not no_names, step)
    put(manifest.serialize(found.rows(output)), output, MANIFEST, [*found.source.paths, *found.target.paths], force)
    if not quiet:
        for remark in found.remarks:
            click.echo(f"warning: {remark}", err=True)
    if form == "json":
        click.echo(json.dumps(pairs_as_data(found), ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo(pairs_as_text(found, output, verbose))


@corpus.command(epilog="Example: kztrans corpus align pairs.tsv -o aligned --jobs 4 --to tmx --to parquet")
@click.argument("pairs", type=_PATH)
@click.option("-o", "--output", required=True, type=_PATH, metavar="FOLDER", help="Folder that all is written to.")
@_SOURCE
@_TARGET
@JOBS
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="A Dask cluster instead; needs kztrans[cluster].")
@click.option(
    "--to",
    "formats",
    multiple=True,
    type=click.Choice(["tmx", "tsv", "parquet"]),
    help="What to write: corpus.tmx and so on; may be given several times. [tmx]",
)
@click.option("--tm", type=_PATH, help="Translation memory that what is kept is added to.")
@glossary_option()
@click.option("--lexicon", type=_PATH, help="Bilingual word list to add to the base lexicon.")
@click.option("--srx", type=_PATH, help="SRX file with segmentation rules of your own.")
@click.option("--no-crossing", is_flag=True, help="Beads in one order only.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.7, show_default=True, help="Of a bead that is kept."
)
@click.option("--max-ratio", type=click.FloatRange(1), default=3.0, show_default=True, help="Of the sides' lengths.")
@click.option("--min-words", type=AtLeast(0), default=1, show_default=True, help="Of each side.")
@click.option(
    "--keep", multiple=True, type=click.Choice(_FILTERS), help="Filters not to ask; may be given several times."
)
@click.option("--patience", type=click.FloatRange(1), default=600, show_default=True, help="Seconds for a task.")
@click.option("--dry-run", is_flag=True, help="Say what there is to do, and do nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@FORCE
@click.option("-q", "--quiet", is_flag=True, help="Print no summary and no progress.")
def align(
    pairs: Path,
    output: Path,
    source_lang: str,
    target_lang: str,
    jobs: int,
    scheduler: str | None,
    formats: tuple[str, ...],
    tm: Path | None,
    glossary: tuple[Path, ...],
    lexicon: Path | None,
    srx: Path | None,
    no_crossing: bool,
    min_score: float,
    max_ratio: float,
    min_words: int,
    keep: tuple[str, ...],
    patience: float,
    dry_run: bool,
    form: str,
    force: bool,
    quiet: bool,
) -> None:
    """Align the pairs of documents of a manifest, and write what of them is worth keeping.

    What is finished is kept whatever comes, and a second run does only what is missing or has changed. The same
    manifest gives the same bytes with any number of processes. Exit code 1 where documents could not be aligned; they
    are in errors.tsv.
    """
    from kztrans.corpus.filters import Limits
    from kztrans.corpus.plan import planned
    from kztrans.corpus.settings import Settings

    if scheduler is not None and jobs > 1:
        raise click.UsageError("--jobs is for one machine; a cluster has as many processes as it has workers")
    choice = _glossary(glossary)
    settings = Settings(source_lang, target_lang, choice, _full(lexicon), _full(srx), not no_crossing)
    limits = Limits(source_lang, target_lang, min_score, max_ratio, min_words, frozenset(keep))
    _refuse_other_folder(output, force)
    plan = planned(Path(pairs).absolute(), output.absolute(), settings)
    if dry_run:
        click.echo(plan_as_text(plan))
        return
    counts = _aligned(plan, settings, limits, formats or ("tmx",), tm, _engine(jobs, scheduler, patience), quiet)
    if form == "json":
        click.echo(json.dumps(counts.as_data(), ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo(finished(counts, output, choice.told()))
    if counts.errors:
        sys.exit(1)


def _aligned(
    plan: Plan,
    settings: Settings,
    limits: Limits,
    formats: tuple[str, ...],
    tm: Path | None,
    engine: Engine,
    quiet: bool,
) -> Counts:
    """Carry a plan out, one at a time for a folder, and gather what came of it."""
    from kztrans.corpus.gathering import gathered
    from kztrans.corpus.run import carried_out
    from kztrans.locking import changing

    out = plan.folder.parent
    with changing(out / "corpus"):
        with bar("aligning", plan.rows, plan.rows - plan.rows_todo, quiet) as more:
            for rows in carried_out(plan, settings, engine):
                more(rows)
        with bar("gathering", plan.rows, 0, quiet) as more:
            counts = gathered(plan, out, limits, formats, progress=more)
        if tm is not None:
            _remember(plan, limits, tm)
    return counts


def _remember(plan: Plan, limits: Limits, tm: Path) -> None:
    """Add what is kept to a memory, with the manifest for its origin."""
    from kztrans.corpus.gathering import kept
    from kztrans.memory import Memory
    from kztrans.memory.entries import Entry

    entries = (Entry(row.source, row.target, limits.source_lang, limits.target_lang) for row in kept(plan, limits))
    with Memory(tm, create=True) as memory:
        memory.add_entries(entries, plan.manifest.name)


@corpus.command(epilog="Example: kztrans corpus report aligned -o report.html")
@click.argument("folder", type=_PATH)
@click.option("-o", "--output", type=_PATH, metavar="FILE.html", help="Where to; standard output otherwise.")
@FORCE
def report(folder: Path, output: Path | None, force: bool) -> None:
    """Show what came of an aligned corpus, FOLDER, as one HTML page.

    It has the documents, the beads by kind, how sure they are, what was left out and why, the documents that went worst
    and those that could not be aligned, and how fast it went.
    """
    from kztrans.corpus.report import page
    from kztrans.outputs import CORPUS_REPORT

    put(page(folder), output, CORPUS_REPORT, [folder / "counts.json", folder / "errors.tsv"], force)


def _engine(jobs: int, scheduler: str | None, patience: float) -> Engine:
    if scheduler is None:
        from kztrans.workers.local import Local

        return Local(jobs, patience)
    from kztrans.workers.cluster import Cluster

    return Cluster(scheduler)


def _glossary(named: tuple[Path, ...]) -> Choice:
    """The project's glossary, its files named so that every process finds them."""
    from kztrans.jobs.project_glossary import Choice, choose

    found = choose(named)
    own, curated = (tuple(path.absolute() for path in files) for files in (found.own, found.curated))
    return Choice(own, curated, found.used)


def _full(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()


def _refuse_other_folder(out: Path, force: bool) -> None:
    """A folder that holds something else than an aligned corpus is not written into."""
    from kztrans.corpus.parts import FOLDER

    if out.exists() and not out.is_dir():
        raise InputError("is not a folder", path=out, remedy="name a folder with -o")
    if out.is_dir() and not force and not (out / FOLDER).is_dir() and any(out.iterdir()):
        raise InputError(
            "holds something else than an aligned corpus", path=out, remedy="name a new folder, or --force"
        )
