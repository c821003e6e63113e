"""Addresses, hashtags and mark-up that must not change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK"]

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>“”\"]*[^\s<>“”\".,;:!?)]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@#]\w{2,}|</?[a-zA-Z][^<>]*>"
)


def find(pair: Pair) -> Iterator[Problem]:
    """What is in one text and not in the other."""
    source, target = _LINK.findall(pair.source.text), _LINK.findall(pair.target.text)
    given, known = set(target), set(source)
    for link in dict.fromkeys(source):
        if link not in given:
            yield Problem(worded("“%(word)s” of the source is not in the translation", word=link), "copy it as it is")
    for link in dict.fromkeys(target):
        if link not in known:
            yield Problem(worded("“%(word)s” of the translation is not in the source", word=link), "take it out")


CHECK = Check(
    name="links",
    severity="error",
    summary="A web or mail address, a hashtag, an account or an XML tag has changed.",
    help="Addresses, @accounts, #hashtags and XML tags must be the same in source and translation.",
    find=find,
)
