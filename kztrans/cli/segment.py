"""``kztrans segment``: cut a text into segments, and say why."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from kztrans.cli.article_option import ARTICLE_HELP
from kztrans.cli.encoding_option import ENCODING
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.output import FORCE, put

if TYPE_CHECKING:
    from kztrans.model import Document, Segment
    from kztrans.segmentation.engine import Decision

__all__ = ["segment"]

AROUND = 24
"""Characters shown on either side of a place by ``--explain``."""


@click.command(epilog="Example: kztrans segment berita.txt | wc -l")
@click.argument("file", required=False)
@click.option(
    "-l",
    "--lang",
    "-s",
    "--source-lang",
    "lang",
    default="id",
    show_default=True,
    type=LANGUAGE,
    help="Language of the text.",
)
@ENCODING
@click.option("--srx", metavar="FILE", help="Use the rules of this SRX 2.0 file instead of ours.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--explain", is_flag=True, help="Show each place where a rule matched, cut or not, and the rule that decided."
)
@click.option("--article", is_flag=True, help=ARTICLE_HELP)
@click.option("--export-srx", is_flag=True, help="Write our rules for the language, and do nothing else.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of standard output.")
@FORCE
def segment(
    file: str | None,
    lang: str,
    srx: str | None,
    form: str,
    explain: bool,
    article: bool,
    export_srx: bool,
    output: str | None,
    force: bool,
) -> None:
    """Cut a text into segments and print one a line, its white space folded.

    FILE is a text file, or - for standard input.
    """
    from kztrans import segmentation
    from kztrans.outputs import RULES, SEGMENTS

    if export_srx:
        if file is not None or srx is not None:
            raise click.UsageError("--export-srx takes no FILE and no --srx; use -l to choose the language")
        rules_file = segmentation.rules_file(lang)
        put(rules_file.read_bytes(), output, RULES, (rules_file,), force)
        return
    if explain and article:
        raise click.UsageError("--explain shows the whole text; leave out --article")
    if file is None:
        raise click.UsageError("name a text file, or - for standard input")
    rules = segmentation.load_rules(srx, lang) if srx else segmentation.default_rules(lang)
    document = _read(file, lang)
    for remark in document.remarks:
        click.echo(f"{file}: {remark}", err=True)
    if explain:
        lines = _explained(document, segmentation.explain_document(document, rules), form)
    else:
        segments = segmentation.segment_document(document, rules)
        lines = _listed(_article(document, file, segments) if article else segments, form)
    data = "".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape")
    put(data, output, SEGMENTS, [name for name in (file, srx) if name and name != "-"], force)


def _read(file: str, lang: str) -> Document:
    from kztrans import documents
    from kztrans.errors import InputError

    if file != "-":
        return documents.read(file, lang)
    name = "standard input"
    if sys.stdin is None:
        raise InputError("is closed", path=name, remedy="pipe a text into the command")
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise InputError("is empty", path=name, remedy="pipe a text into the command")
    return documents.parse(data, name, lang)


def _article(document: Document, file: str, segments: list[Segment]) -> list[Segment]:
    from kztrans.documents import load
    from kztrans.documents.article import is_page, only_article
    from kztrans.errors import InputError

    if not is_page(file):
        raise InputError("is no web page", path=file, remedy="leave out --article, or save the page as .html")
    return only_article(document, load(file), segments)


def _listed(segments: list[Segment], form: str) -> list[str]:
    if form == "text":
        return [" ".join(segment.text.split()) for segment in segments]
    return _json(
        [{"text": s.text, "start": s.start, "end": s.end, "paragraph": s.paragraph, "line": s.line} for s in segments]
    )


def _explained(document: Document, decisions: list[Decision], form: str) -> list[str]:
    places = _places(document, decisions)
    if form == "json":
        return _json([_record(*place, decision) for place, decision in zip(places, decisions, strict=True)])
    lines = []
    for (line, column), decision in zip(places, decisions, strict=True):
        left = document.text[max(0, decision.position - AROUND) : decision.position]
        right = document.text[decision.position : decision.position + AROUND]
        shown = f"{_folded(left)}|{_folded(right)}"
        verdict = "cut" if decision.cut else "no cut"
        lines.append(f"{line}:{column}\t{verdict}\t{_rule(decision)}\t{shown}")
    return lines


def _places(document: Document, decisions: list[Decision]) -> list[tuple[int, int]]:
    """Line and column, both from 1, of the character before each decision's place; of a document that is no plain text
    the number that references to it carry, and the column in its text.
    """
    from kztrans.documents import TEXT, format_of
    from kztrans.paragraphs import paragraphs_of

    if format_of(document.path) is TEXT:
        starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", document.text))]
        numbers = list(range(1, len(starts) + 1))
    else:
        places = paragraphs_of(document)
        starts, numbers = [place.start for place in places], [place.line for place in places]
    found, line = [], 0
    for decision in decisions:
        while line + 1 < len(starts) and starts[line + 1] < decision.position:
            line += 1
        found.append((numbers[line], decision.position - starts[line]))
    return found


def _folded(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)


def _rule(decision: Decision) -> str:
    rule = decision.rule
    return f"rule {rule.number} (line {rule.line})" + (f": {rule.comment}" if rule.comment else "")


def _record(line: int, column: int, decision: Decision) -> dict[str, Any]:
    rule = decision.rule
    return {
        "position": decision.position,
        "line": line,
        "column": column,
        "cut": decision.cut,
        "rule": {"number": rule.number, "line": rule.line, "group": rule.group, "comment": rule.comment},
    }


def _json(records: list[dict[str, Any]]) -> list[str]:
    return [json.dumps(records, ensure_ascii=False, indent=1)]
