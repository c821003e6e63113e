"""``kztrans glossary extract``: propose terms of texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kztrans.cli.counted import counted
from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.number_option import AtLeast

if TYPE_CHECKING:
    from kztrans.glossary.extraction import Candidate, Conflict, Extraction

__all__ = ["extract"]

_PATH = click.Path(dir_okay=False, path_type=Path)


@click.command("extract", epilog="Example: kztrans glossary extract locales/en/*.po -o proposals.csv")
@click.argument("files", nargs=-1, required=True, metavar="FILES...", type=_PATH)
@click.option(
    "-a", "--aligned-with", "translation", type=_PATH, metavar="FILE", help="The translation of the one text."
)
@click.option("-o", "--output", type=_PATH, metavar="FILE.csv", help="Where proposals go, after those already there.")
@glossary_option("glossaries")
@click.option("--no-glossary", is_flag=True, help="Leave nothing out as known.")
@click.option("-n", "--limit", type=AtLeast(1), default=100, show_default=True, help="Candidates at most.")
@click.option("--min-count", type=AtLeast(1), default=1, show_default=True, help="Occurrences at least.")
@click.option("-s", "--source-lang", metavar="LANG", type=LANGUAGE, default="id", show_default=True)
@click.option("-t", "--target-lang", metavar="LANG", type=LANGUAGE, default="en", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="List nothing; say only what went wrong.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def extract(
    files: tuple[Path, ...],
    translation: Path | None,
    output: Path | None,
    glossaries: tuple[Path, ...],
    no_glossary: bool,
    limit: int,
    min_count: int,
    source_lang: str,
    target_lang: str,
    quiet: bool,
    form: str,
) -> None:
    """Propose the terms of PO, TMX, XLIFF or plain text files, best first.

    Of translated files, each term is listed with what it is translated by; terms of the glossary are left out, and
    those that are translated otherwise than it says are listed as conflicts. What -o has already, in whatever state of
    review, is not proposed again; nor is what glossary/never.csv has, where "never again" in kztrans review puts it.
    """
    from kztrans import configuration
    from kztrans.documents import is_document
    from kztrans.documents.language_mark import misread
    from kztrans.glossary import Glossary
    from kztrans.jobs import extract as job
    from kztrans.jobs.project_glossary import choose, never_path
    from kztrans.outputs import refuse_input

    if no_glossary and glossaries:
        raise click.UsageError("--no-glossary and --glossary contradict each other: give one.")
    if output is not None:
        refuse_input(output, (*files, *([translation] if translation else [])))
    choice = None if no_glossary else choose(glossaries)
    known = choice.load(source_lang) if choice else Glossary([])
    never = never_path(configuration.find(Path.cwd()))
    wanted = job.ExtractJob(files, translation, source_lang, target_lang, known, output, limit, min_count, never)
    found = job.run(wanted)
    for file, lang in (*((file, source_lang) for file in files), (translation, target_lang)) if not quiet else ():
        if file is not None and is_document(file) and (doubt := misread(file, lang)):
            click.echo(f"warning: {file}: {doubt}", err=True)
    if output is not None:
        count = job.save(found, wanted, output)
        click.echo(f"{output}: {counted(count, 'new concept')} proposed", err=True)
    if form == "json":
        click.echo(json.dumps(_record(found), ensure_ascii=False, indent=2))
    elif not quiet:
        _show(found)
    if not quiet:
        left_out = len(job.never_of(wanted))
        told = f"; {counted(left_out, 'phrase')} of glossary/{never.name} left out" if left_out else ""
        click.echo(f"glossary: {choice.told() if choice else 'none'}{told}", err=True)


def _show(found: Extraction) -> None:
    for number, candidate in enumerate(found.candidates, 1):
        click.echo(f"{number:4} {candidate.score:6.2f} {candidate.count:4}×  {_pair(candidate)}")
    for conflict in found.conflicts:
        click.echo(f"conflict: {_told(conflict)}")


def _pair(candidate: Candidate) -> str:
    from kztrans.glossary.extraction.worth import CLEAR

    best = candidate.translations[0] if candidate.translations else None
    if best is None:
        return candidate.term
    known = f" (a term of {candidate.variant_of})" if candidate.variant_of else ""
    return f"{candidate.term} → {best.text}" + ("" if best.score >= CLEAR else " (?)") + known


def _told(conflict: Conflict) -> str:
    place = conflict.examples[0].sentence if conflict.examples else None
    where = f" {place.path}:{place.line}" if place else ""
    times = f"{conflict.translation.count} of {conflict.total}"
    return f"{conflict.concept.id}: {conflict.term} → {conflict.translation.text} ({times}){where}"


def _record(found: Extraction) -> dict[str, Any]:
    return {
        "candidates": [
            {
                "term": c.term,
                "pos": c.pos,
                "score": c.score,
                "count": c.count,
                "c_value": c.c_value,
                "termhood": c.termhood,
                "forms": c.forms,
                "variant_of": c.variant_of,
                "translations": [{"text": t.text, "count": t.count, "score": t.score} for t in c.translations],
                "examples": [
                    {"path": e.sentence.path, "line": e.sentence.line, "source": e.sentence.source,
                     "target": e.sentence.target, "start": e.start, "end": e.end}
                    for e in c.examples[:5]
                ],
            }
            for c in found.candidates
        ],
        "conflicts": [
            {
                "concept": c.concept.id,
                "term": c.term,
                "translation": c.translation.text,
                "count": c.translation.count,
                "total": c.total,
                "examples": [
                    {"path": e.sentence.path, "line": e.sentence.line, "source": e.sentence.source,
                     "target": e.sentence.target}
                    for e in c.examples
                ],
            }
            for c in found.conflicts
        ],
    }  # fmt: skip
