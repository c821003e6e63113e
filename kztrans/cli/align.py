"""``kztrans align``: the main job."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.align_output import Look, align_folder, align_one
from kztrans.cli.article_option import ARTICLE_HELP
from kztrans.cli.encoding_option import ENCODING
from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.jobs_option import JOBS
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.text_option import TEXT

if TYPE_CHECKING:
    from kztrans.alignment.vectors import SentenceVectors
    from kztrans.bilingual.lexicon import Lexicon
    from kztrans.segmentation import Rules

__all__ = ["align"]

EPILOG = """\b
Examples:
  kztrans align --sample                       the sample pair that kztrans carries
  kztrans align news.id.txt                    a text to be translated
  kztrans align news.id.txt news.en.txt        a text and its translation
  kztrans align news.id.txt news.en.txt -o out files below out/ instead of here
  kztrans align texts/ translations/           all the texts of a folder

A second run keeps all that translators wrote: see `kztrans align --dry-run`."""


MACHINE_HELP = (
    "Command that translates, a line in, a line out, what nothing else has; marked fuzzy and checked at once."
)


@click.command(epilog=EPILOG)
@click.argument("source", required=False, type=click.Path(path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Align the sample pair that kztrans carries.")
@click.option(
    "-o",
    "--output",
    default=Path(),
    type=click.Path(path_type=Path),
    help="Folder in which locales/ is written. [here]",
)
@click.option(
    "-s", "--source-lang", default="id", show_default=True, metavar="CODE", type=LANGUAGE, help="Language of SOURCE."
)
@click.option(
    "-t", "--target-lang", default="en", show_default=True, metavar="CODE", type=LANGUAGE, help="Language of TARGET."
)
@glossary_option()
@ENCODING
@click.option("--srx", type=click.Path(path_type=Path), help="SRX file with segmentation rules of your own.")
@click.option("--lexicon", type=click.Path(path_type=Path), help="Bilingual word list to add to the base lexicon.")
@click.option("--no-lexicon", is_flag=True, help="Align without the base lexicon.")
@click.option("--anchors", type=click.Path(path_type=Path), help="Pairs of line numbers that translate each other.")
@click.option(
    "--no-crossing", is_flag=True, help="Beads in one order only: do not look for sentences and passages that moved."
)
@click.option("--semantic", is_flag=True, help="Sentence vectors as further evidence; needs kztrans[semantic].")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.7,
    show_default=True,
    help="Translations less probable than this are marked fuzzy.",
)
@click.option("--tm", type=click.Path(path_type=Path), help="Translation memory that fills in what has no translation.")
@click.option(
    "--tm-threshold",
    type=click.IntRange(50, 100),
    default=75,
    show_default=True,
    help="Per cent of likeness from which a match in the memory is filled in, as fuzzy.",
)
@click.option(
    "--tm-exact",
    type=click.Choice(["done", "fuzzy"]),
    default="done",
    show_default=True,
    help="Is the translation of the same text done, or to be confirmed?",
)
@click.option("--mt", default="", metavar="COMMAND", help=MACHINE_HELP)
@click.option("--article", is_flag=True, help=ARTICLE_HELP)
@click.option("--refill", is_flag=True, help="Give entries that were emptied since back what they had, as fuzzy.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option(
    "--explain",
    type=TEXT,
    metavar="WHICH",
    help="Show why a bead is one, by its number in JSON or by some words of either text; write nothing.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "ladder"]),
    default="text",
    show_default=True,
    help="text: a summary; json: the summary and the beads; ladder: hunalign's ladder (then nothing is written).",
)
@JOBS
@click.option("-q", "--quiet", is_flag=True, help="Print no summary and no warnings.")
@click.option("-v", "--verbose", is_flag=True, help="Print every target segment without a source, and every merge.")
def align(
    source: Path | None,
    target: Path | None,
    sample: bool,
    output: Path,
    source_lang: str,
    target_lang: str,
    glossary: tuple[Path, ...],
    srx: Path | None,
    lexicon: Path | None,
    no_lexicon: bool,
    anchors: Path | None,
    no_crossing: bool,
    semantic: bool,
    min_confidence: float,
    tm: Path | None,
    tm_threshold: int,
    tm_exact: str,
    mt: str,
    article: bool,
    refill: bool,
    dry_run: bool,
    explain: str | None,
    output_format: str,
    jobs: int,
    quiet: bool,
    verbose: bool,
) -> None:
    """Cut SOURCE into segments, find its terms, align it with TARGET, and write PO and TMX.

    The PO goes to locales/en/NAME.po, the TMX to locales/NAME.id-en.tmx. Without TARGET the PO waits for its
    translator with the approved terms beside each segment, and the TMX holds the names in the text.

    SOURCE may be a folder: every text in it is done, with the translation of its name in the folder TARGET, or
    beside it (a.en.txt for a.id.txt). A bad file does not stop the others; what has not changed is not done again.
    """
    source, target = _texts(source, target, sample)
    from kztrans import configuration
    from kztrans.jobs.align_job import AlignJob
    from kztrans.jobs.project_glossary import choose

    settings = configuration.find(Path.cwd())
    choice = choose(glossary, settings, output)
    job = AlignJob(
        source=source,
        target=target,
        source_lang=source_lang,
        target_lang=target_lang,
        folder=output,
        glossary=choice.load(source_lang),
        lexicon=_lexicon(lexicon, no_lexicon, source_lang, target_lang),
        rules=_rules(srx, source_lang, target_lang),
        anchors=_anchors(anchors),
        crossing=not no_crossing,
        vectors=_vectors(semantic),
        min_confidence=min_confidence,
        memory=tm,
        threshold=tm_threshold,
        exact_fuzzy=tm_exact == "fuzzy",
        penalties=settings.memory.penalties,
        machine=mt,
        notes=settings.notes,
        article=article,
        refill=refill,
    )
    look = Look(output_format, dry_run, quiet, verbose, choice.told())
    if not os.path.isdir(source):  # noqa: PTH112 - which is false for a name that is too long, too
        align_one(job, look, explain)
    elif explain is not None or output_format == "ladder":
        raise click.UsageError("--explain and --format ladder are for one text, not for a folder.")
    else:
        align_folder(job, look, jobs)


def _texts(source: Path | None, target: Path | None, sample: bool) -> tuple[Path, Path | None]:
    if sample:
        if source:
            raise click.UsageError("--sample brings its own texts: leave SOURCE out.")
        from kztrans.resources import sample_files

        return sample_files()
    if source is None:
        raise click.UsageError("Name a text, `kztrans align SOURCE [TARGET]`, or try `kztrans align --sample`.")
    return source, target


def _lexicon(extra: Path | None, without: bool, source_lang: str, target_lang: str) -> Lexicon | None:
    if extra is None and not without:
        return None
    from kztrans.bilingual.lexicon import Lexicon, alignment_lexicon, read_lexicon

    base = Lexicon() if without else alignment_lexicon(source_lang, target_lang)
    return base if extra is None else read_lexicon(extra).merged(base)


def _rules(srx: Path | None, source_lang: str, target_lang: str) -> dict[str, Rules]:
    if srx is None:
        return {}
    from kztrans.segmentation import load_rules

    return {lang: load_rules(srx, lang) for lang in (source_lang, target_lang)}


def _vectors(wanted: bool) -> SentenceVectors | None:
    if not wanted:
        return None
    from kztrans.alignment.vectors import load_vectors

    return load_vectors()


def _anchors(path: Path | None) -> tuple[tuple[int, int], ...]:
    if path is None:
        return ()
    from kztrans.alignment.anchors import read_anchors

    return read_anchors(path)
