"""``kztrans glossary list``: a glossary's concepts, or the term sheet of a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kztrans.cli.glossary_option import glossary_option
from kztrans.cli.glossary_read import concepts_of, print_json, record
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.output import FORCE, put

__all__ = ["list_"]

EPILOG = """\b
Examples:
  kztrans glossary list --domain energy           concepts of the glossary
  kztrans glossary list news.id.txt               the terms of a text, each once
  kztrans glossary list news.id.txt -o terms.html the same as a page (or .csv, .txt)"""


@click.command("list", epilog=EPILOG)
@click.argument("text", required=False, metavar="[FILE]", type=click.Path(path_type=Path))
@glossary_option("files")
@click.option("--domain", help="Only concepts of this domain.")
@click.option("-s", "--source-lang", default="id", show_default=True, type=LANGUAGE, help="Source language.")
@click.option("-t", "--target-lang", default="en", show_default=True, type=LANGUAGE, help="Target language.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write: .txt, .csv, .html or .json.")
@FORCE
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "html", "json"]),
    help="text if nothing is said, or as the ending of --output tells; csv and html for FILE only.",
)
def list_(
    text: Path | None,
    files: Sequence[Path],
    domain: str | None,
    source_lang: str,
    target_lang: str,
    output: Path | None,
    force: bool,
    form: str | None,
) -> None:
    """List the concepts of the glossary, or the term sheet of FILE.

    Concepts come one a line: identifier, source terms, target terms, tab-separated. The sheet of a document, or of a
    PO, TMX or XLIFF file, has each concept that is in it once: how often and on which lines, the term to use, others,
    those to avoid, the definition and the advice to translators.
    """
    kind = form or _KINDS.get(output.suffix.lower() if output else "", "text")
    if text is None:
        if kind in ("csv", "html") or output is not None:
            raise click.UsageError("--output, csv and html are for FILE; `kztrans glossary export` writes a glossary.")
        _list_concepts(files, domain, source_lang, target_lang, kind)
        return
    from kztrans.glossary.term_sheet import written
    from kztrans.jobs.project_glossary import project_glossary
    from kztrans.jobs.term_sheet import run
    from kztrans.outputs import TERM_SHEET

    sheet = run(text, project_glossary(files, lang=source_lang), source_lang, target_lang)
    sheet = [row for row in sheet if domain in (None, row.domain)]
    data = written(sheet, kind, text.name, (source_lang, target_lang)).encode("utf-8")
    put(data, output, TERM_SHEET, [text, *files], force)


_KINDS = {".csv": "csv", ".html": "html", ".htm": "html", ".json": "json"}


def _list_concepts(files: Sequence[Path], domain: str | None, source_lang: str, target_lang: str, form: str) -> None:

    concepts = [c for c in concepts_of(files, source_lang, target_lang) if domain in (None, c.domain)]
    if form == "json":
        print_json([record(concept) for concept in concepts])
        return
    for concept in concepts:
        pair = (" | ".join(term.text for term in concept.in_lang(lang)) for lang in (source_lang, target_lang))
        click.echo("\t".join((concept.id, *pair)))
