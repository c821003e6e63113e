"""Collecting the interface's messages into its catalogues: ``python -m kztrans.review.messages`` in a checkout.

Messages come from the templates, from ``mark("…")`` in the modules, and from what checks and lint say. They are
merged into the catalogues that are there as a revised text is into a translator's file: translations stay, messages
that are gone become obsolete.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from kztrans import __version__, languages
from kztrans.atomic import write_atomic
from kztrans.formats import po
from kztrans.merging.merge import merge
from kztrans.model import Catalog, Reference, Unit
from kztrans.review.interface import LANGUAGES, catalogue_file
from kztrans.review.site import HERE, environment

__all__ = ["collected", "template", "updated"]

PLURALS = {"id": "nplurals=1; plural=0;"}


def collected() -> list[Unit]:
    """Every message with the files that it is in, in their order."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for path, message, plural in _messages():
        found.setdefault((message, plural), []).append(path)
    return [
        Unit(
            source=message,
            plural=plural,
            references=tuple(Reference(path, 0) for path in dict.fromkeys(paths)),
            flags=("python-format",) if "%(" in message else (),
        )
        for (message, plural), paths in found.items()
    ]


def template(lang: str) -> Catalog:
    """The catalogue of a language, without translations."""
    plural_forms = PLURALS.get(lang, languages.get("en").plural_forms)
    fields = {
        "Project-Id-Version": f"kztrans {__version__}",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": po.NEVER_REVISED,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": lang,
        "Plural-Forms": plural_forms,
        "X-Source-Language": "en",
    }
    comments = ("The interface of kztrans review.",)
    return Catalog("en", lang, tuple(collected()), tuple(fields.items()), comments)


def updated(lang: str, path: Path) -> Catalog:
    """The catalogue of a language with today's messages, and the translations that are in the file."""
    fresh = template(lang)
    return merge(po.read(path), fresh)[0] if path.exists() else fresh


def _messages() -> Iterator[tuple[str, str, str | None]]:
    """File, message and plural, in the order of the files' names."""
    root = HERE.parent.parent
    env = environment()
    for path in sorted((HERE / "templates").glob("*.html")):
        name = path.relative_to(root).as_posix()
        found = env.extract_translations(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
        for _, function, message in found:
            if function == "ngettext":
                yield name, message[0], message[1]
            else:
                text = message if isinstance(message, str) else message and message[0]
                if text:
                    yield name, text, None
    modules = [HERE.rglob("*.py"), (HERE.parent / "checks").rglob("*.py"), (HERE.parent / "glossary").glob("lint*.py")]
    for path in (path for found in modules for path in sorted(found)):
        name = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for value in _said_by(node):
                for text in _texts(value):
                    yield name, text, None


def _said_by(node: ast.AST) -> list[ast.expr]:
    """What of an expression is a message: of a mark, of a check's problem and its summary, of a rule of lint."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "Check":
            return [keyword.value for keyword in node.keywords if keyword.arg == "summary"]
        return node.args[: {"mark": 1, "worded": 1, "form": 1, "Problem": 2}.get(node.func.id, 0)]
    if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3:
        return node.value.elts[1:]
    return []


def _texts(value: ast.expr) -> Iterator[str]:
    """The text of an expression, or both of a choice."""
    if isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def main() -> None:
    """Bring every catalogue up to date."""
    for lang in LANGUAGES:
        if lang != "en":
            path = catalogue_file(lang)
            write_atomic(path, po.serialize(updated(lang, path)))


if __name__ == "__main__":
    main()
