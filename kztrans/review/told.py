"""What a page says of something that could not be done, in the interface's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary.changing import Taken
from kztrans.glossary.decisions import Conflict, Untranslated
from kztrans.merging.deeds import Changed
from kztrans.merging.edit import UnitChanged
from kztrans.review.interface import mark
from kztrans.typed import OddCharacterError

__all__ = ["Refused", "Told", "told"]

_UNDONE = mark("It is undone already. Look at the page again.")
_NOTHING = mark("There is nothing to undo.")
_NO_BUTTON = mark("Nothing was done. Use the buttons of the page.")
KNOWN = {
    "this pair is not there any more": mark("This pair is not there any more. Look at the page again."),
    "there is nothing after the last pair": mark("There is nothing after the last pair."),
    "one sentence on a side cannot be split": mark("One sentence on a side cannot be split."),
    "there is no pair to move it to": mark("There is no pair to move it to: this is the end of the text."),
    "there is no sentence on this side to be moved": mark("There is no sentence on this side to be moved."),
    "these sentences are not neighbours: one stands elsewhere in the translation": mark(
        "These sentences are not neighbours: one stands elsewhere in the translation. Delete the pair that moved first."
    ),
    "these sentences are not neighbours": mark("These sentences are not neighbours. Pair them one by one."),
    "the pairs have changed since": mark("The pairs have changed since you saw them. Nothing is written."),
    "the text of this pair has changed since": mark("The text of this pair has changed since. Nothing is written."),
    "there are no such pairs": mark("There are no such pairs."),
    "there is nothing to correct": mark("There is nothing on this side to be corrected."),
    "a sentence cannot be emptied": mark("A sentence cannot be emptied. Delete the pair, or leave it out of the TMX."),
    "sentences of two paragraphs cannot be one": mark(
        "Sentences of two paragraphs cannot be one. Join the pairs instead."
    ),
    "the translations have changed since": mark("The translations have changed since. Nothing is written."),
    "there is nothing to replace": mark("There is nothing to be replaced."),
    "a translation would be empty": mark("A translation would be empty. Leave that one, or give a new text."),
    "this pair has no entry in the PO": mark("This pair has no entry in the PO."),
    "the PO was made from other texts": mark("The PO was made from other texts. Run kztrans align again."),
    "there is no comment": mark("There is no comment yet."),
    "a concept cannot be merged with itself": mark("A concept cannot be merged with itself."),
    "the concept is in that file already": mark("The concept is in that file already."),
    "a row without a term": mark("A concept has to have a term."),
    "nothing to undo": _NOTHING,
    "there is nothing to undo": _NOTHING,
    "no such event, or it is undone already": _UNDONE,
    "it is undone already": _UNDONE,
    "there is no such deed any more": _UNDONE,
    "no decision was made": _NO_BUTTON,
    "nothing was done": _NO_BUTTON,
    "no pair was named": _NO_BUTTON,
    "there is no such check": _NO_BUTTON,
}
"""What is said of errors that pages come upon, by their messages."""


@dataclass(frozen=True, slots=True)
class Told:
    """A message, with values for its places."""

    text: str
    values: dict[str, str] = field(default_factory=dict)
    worded: frozenset[str] = frozenset()
    """Those of the values that are messages themselves."""
    english: bool = False
    """Is it in English in every language?"""


class Refused(InputError):  # noqa: N818 - an answer rather than an error
    """What a form asks for cannot be done; said in the interface's language."""

    def __init__(self, text: str, **values: str) -> None:
        self.told = Told(text, values)
        super().__init__(text % values)


def told(error: InputError) -> Told:
    """What is said of an error."""
    known = _of_text(error) or _of_glossary(error) or _of_document(error)
    if known is not None:
        return known
    if error.message in KNOWN:
        return Told(KNOWN[error.message])
    if "write-protected" in str(error) and error.path:
        return Told(mark("%(name)s is read-only. Nothing is written."), {"name": Path(error.path).name})
    return Told(str(error), english=True)


_FIELDS = {
    "the term": mark("the term"),
    "the text": mark("the text"),
    "the new text": mark("the new text"),
    "the translation": mark("the translation"),
    "the comment": mark("the comment"),
    "the reviewer's name": mark("the reviewer's name"),
    "the domain": mark("the domain"),
    "the identifier": mark("the identifier"),
    "'pos'": mark("Part of speech"),
    "'definition'": mark("Definition"),
    "'note'": mark("Note"),
    "'source'": mark("Source"),
    "'advice'": mark("Advice for translators"),
    "'risk'": mark("What else it may mean"),
    "'subject'": mark("Subject"),
    "'valid'": mark("Valid"),
    "'relations'": mark("Relations"),
}
"""What a field is called that has a character which no text has."""


def _of_text(error: InputError) -> Told | None:
    if not isinstance(error, OddCharacterError):
        return None
    text = mark("No text has such a character: %(name)s (%(code)s), after “%(before)s” (%(where)s). Take it out.")
    values = {"name": error.name, "code": error.code, "before": error.before, "where": error.where.strip("'")}
    if error.where in _FIELDS:
        return Told(text, {**values, "where": _FIELDS[error.where]}, frozenset({"where"}))
    return Told(text, values)


def _of_glossary(error: InputError) -> Told | None:
    if isinstance(error, Refused):
        return error.told
    if isinstance(error, Conflict):
        return _of_concept(error)
    if isinstance(error, Untranslated):
        text = mark("There is no term in: %(names)s. Add one, then approve it.")
        return Told(text, {"names": ", ".join(error.langs)})
    if isinstance(error, Taken):
        return Told(mark("There is a concept “%(name)s” already. Take another name."), {"name": error.name})
    return None


def _of_document(error: InputError) -> Told | None:
    if isinstance(error, UnitChanged):
        there = mark("The translation was changed since you saw it. Nothing is written.")
        return Told(there if error.current else mark("This segment is no longer there. Nothing is written."))
    if isinstance(error, Changed):
        text = mark("“%(about)s”: the pairs have changed since. Nothing is undone.")
        if error.where == "translation":
            text = mark("“%(about)s”: the translation has changed since. Nothing is undone.")
        return Told(text, {"about": error.deed.about})
    return None


def _of_concept(conflict: Conflict) -> Told:
    if conflict.current is None:
        return Told(mark("This concept is no longer there. Nothing is written."))
    names = ", ".join(conflict.columns)
    if names:
        return Told(mark("This concept was changed meanwhile: %(names)s. Nothing is written."), {"names": names})
    return Told(mark("This concept was changed meanwhile. Nothing is written."))
