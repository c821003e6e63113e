"""``kztrans glossary``: list, search, lint, import, export and count the terms of a glossary."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.counted import counted
from kztrans.cli.glossary_accept import accept
from kztrans.cli.glossary_extract import extract
from kztrans.cli.glossary_list import list_
from kztrans.cli.glossary_merge import merge
from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.glossary_read import chosen, concepts_of, own_rows, placed, print_json, record, table, tell
from kztrans.cli.glossary_review import review
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.number_option import AtLeast
from kztrans.cli.output import FORCE, put
from kztrans.cli.text_option import TEXT

if TYPE_CHECKING:
    from kztrans.model import Concept

__all__ = ["glossary"]

_FILES = glossary_option("files")
_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_SOURCE = click.option(
    "-s", "--source-lang", default="id", show_default=True, type=LANGUAGE, help="Source language of bilingual files."
)
_TARGET = click.option(
    "-t", "--target-lang", default="en", show_default=True, type=LANGUAGE, help="Target language of bilingual files."
)


@click.group()
def glossary() -> None:
    """List, search, check and convert glossaries.

    Glossaries are CSV, tab-separated or Excel tables, or TBX; without --glossary, the project's is used,
    or else the curated one.
    """


glossary.add_command(accept)
glossary.add_command(list_)
glossary.add_command(extract)
glossary.add_command(merge)
glossary.add_command(review)


@glossary.command("search", epilog='Example: kztrans glossary search "negara-negara semunya"')
@click.argument("query", type=TEXT)
@_FILES
@click.option("-l", "--lang", type=LANGUAGE, help="Search terms of this language only.")
@click.option("-n", "--limit", type=AtLeast(1), default=5, show_default=True, help="Most entries to show.")
@_FORM
def search(query: str, files: Sequence[Path], lang: str | None, limit: int, form: str) -> None:
    """Show the entries of a term, in either language, inflected or misspelt as it may be.

    Exit code 1 if there is none.
    """
    from kztrans.glossary.exports import entry
    from kztrans.glossary.searching import search as look_up

    matches = look_up(concepts_of(files), query, lang, limit)
    if form == "json":
        print_json([{"score": round(m.score, 3), "reason": m.reason, **record(m.concept)} for m in matches])
    for number, match in enumerate(matches if form == "text" else []):
        heading, *rest = entry(match.concept)
        click.echo(("\n" if number else "") + click.style(heading, bold=True))
        for line in rest:
            label, _, text = line.partition(": ")
            click.echo(f"  {label + ':':<12}{text}")
        if match.reason not in ("term", "inflected"):
            click.echo(f"  ({_why(match.reason)})")
    if not matches:
        click.echo(f"kztrans: no term like {query!r} in the glossary: {chosen(files).told()}", err=True)
        sys.exit(1)


def _why(reason: str) -> str:
    return {
        "part": "the query is part of a term",
        "similar": "a term is spelt like it",
        "text": "its definition has it",
    }[reason]


@glossary.command("lint", epilog="Example: kztrans glossary lint -g mine.csv")
@_FILES
@click.option("--list", "listed", is_flag=True, help="List the rules, and do nothing else.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@_FORM
def lint(files: Sequence[Path], listed: bool, strict: bool, form: str) -> None:
    """Check a glossary itself: own rows, not curated ones beside them. Exit code 1 where an error is found."""
    from kztrans.glossary import lint as linting

    if listed:
        for each in linting.RULES:
            click.echo(f"{each.name:<22}{each.severity:<9}{each.explanation}")
        return
    concepts, places = placed(files)
    findings = linting.lint(concepts, places)
    if form == "json":
        names = ("check", "severity", "path", "line", "message", "remedy")
        print_json([{name: getattr(finding, name) for name in names} for finding in findings])
    else:
        for found in findings:
            click.echo(f"{found.path}:{found.line}: {found.severity}: {found.message}; {found.remedy} [{found.check}]")
    errors = sum(found.severity == "error" for found in findings)
    warnings = counted(len(findings) - errors, "warning")
    alone = " (own rows; the curated ones beside them are not linted)" if chosen(files) != own_rows(files) else ""
    told = own_rows(files).told() + alone
    click.echo(
        f"{counted(len(concepts), 'concept')}, {counted(errors, 'error')}, {warnings}; glossary: {told}", err=True
    )
    sys.exit(1 if errors or (strict and findings) else 0)


@glossary.command("stats", epilog="Example: kztrans glossary stats --format json")
@_FILES
@_FORM
def stats(files: Sequence[Path], form: str) -> None:
    """Count concepts, by domain and review state, and terms, by language and status."""
    from collections import Counter

    concepts = concepts_of(files)
    counts = {
        "domain": Counter(concept.domain for concept in concepts),
        "part of speech": Counter(concept.pos or "none" for concept in concepts),
        "review": Counter(concept.review or "unreviewed" for concept in concepts),
        "terms": Counter(f"{term.lang} {term.status}" for concept in concepts for term in concept.terms),
    }
    if form == "json":
        print_json({"concepts": len(concepts)} | {name: dict(count) for name, count in counts.items()})
        return
    click.echo(f"{'concepts':<28}{len(concepts):>6}")
    for name, count in counts.items():
        click.echo(f"\n{name}")
        for key, number in count.items():
            click.echo(f"  {key:<26}{number:>6}")


@glossary.command("import", epilog="Example: kztrans glossary import terms.xlsx -o glossary/mine.csv")
@click.argument("file")
@click.option("-o", "--output", required=True, metavar="FILE.csv", help="CSV to write; one that is there is added to.")
@_SOURCE
@_TARGET
def import_(file: str, output: str, source_lang: str, target_lang: str) -> None:
    """Make a CSV glossary of a table or a TBX file.

    Where the CSV is there already, concepts that it has not are added at its end; what is in it is not changed.
    """
    from kztrans.glossary.merging import import_into
    from kztrans.glossary.readers import read_table
    from kztrans.outputs import refuse_input

    path = Path(output)
    refuse_input(path, (file,))
    remarks: list[str] = []
    concepts, columns = read_table(Path(file), (source_lang, target_lang), remarks)
    tell(remarks)
    result = import_into(path, concepts, columns, Path(file).stem)
    for conflict in result.conflicts:
        click.echo(f"kztrans: {conflict}", err=True)
    added = f"{counted(result.added, 'concept')} added"
    click.echo(f"{output}: {added}, {result.same} were there, {result.kept} kept", err=True)


@glossary.command("export", epilog="Example: kztrans glossary export glossary.tbx")
@click.argument("output")
@_FILES
@click.option(
    "--to",
    type=click.Choice(["csv", "xlsx", "tbx", "tbx2008", "omegat", "po", "md", "deepl", "memoq", "xbench"]),
    help="Kind of file; by its ending if not given.",
)
@click.option("--domain", type=TEXT, help="Only concepts of this domain.")
@click.option(
    "--with-avoid/--without-avoid",
    "avoid",
    default=None,
    help="Terms to avoid as terms of TBX and PO, with their status, or nowhere. [in notes; in CSV and Excel as terms]",
)
@_SOURCE
@_TARGET
@FORCE
def export(
    output: str,
    files: Sequence[Path],
    to: str | None,
    domain: str | None,
    avoid: bool | None,
    source_lang: str,
    target_lang: str,
    force: bool,
) -> None:
    """Write a glossary for another program: TBX (2019 or 2008), OmegaT, PO (Poedit, Weblate), CSV, Excel or Markdown.

    OUTPUT's ending tells the kind, or --to; deepl, memoq and xbench are lists of pairs for these programs. Rejected and
    deprecated concepts are left out of all but CSV, Excel and TBX.
    """
    from kztrans.glossary.merging import check
    from kztrans.glossary.writers import LISTED, READABLE, Export, kind_of, write
    from kztrans.model import Concept

    path = Path(output)
    kind = to or kind_of(path)
    concepts, columns = table(files, source_lang, target_lang)
    concepts = [concept for concept in concepts if domain in (None, concept.domain)]
    if avoid and kind in LISTED:
        raise click.UsageError(f"--with-avoid: in {kind} whatever stands beside a term is its translation")
    if avoid is False:
        concepts = [concept for concept in map(Concept.without_avoid, concepts) if concept.terms]
    if kind not in ("csv", "xlsx", "tbx", "tbx2008"):
        concepts = [concept for concept in concepts if concept.review not in ("rejected", "deprecated", "proposed")]
    if kind in READABLE or kind == "xlsx":
        concepts = _without_file_name(concepts, files, columns, path.stem if kind in ("csv", "xlsx") else "")
    data = write(concepts, kind, Export(source_lang, target_lang, path.stem, columns, bool(avoid)))
    if kind in READABLE:
        check(data, path, concepts, READABLE[kind])
    choice = chosen(files)
    put(data, path, None, choice.files, force)
    if kind in LISTED or kind == "po":
        concepts = [concept for concept in concepts if concept.in_lang(source_lang) and concept.in_lang(target_lang)]
    click.echo(f"{output}: {counted(len(concepts), 'concept')}; glossary: {choice.told()}", err=True)


def _without_file_name(
    concepts: list[Concept], files: Sequence[Path], columns: Sequence[str], domain: str
) -> list[Concept]:
    """The concepts of one file without the domain that is but its name; ``domain`` stands for none."""
    name = files[0].stem if len(files) == 1 else ""
    if "domain" in columns or any(concept.domain != name for concept in concepts):
        return concepts
    return [replace(concept, domain=domain) for concept in concepts]
