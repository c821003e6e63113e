"""What an English term looks like: a noun phrase whose head comes last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["term_shape"]

_OUTSIDE = frozenset(
    """a about above across after again against ago all almost along already also although always am among an and
    another     any anybody anyone anything anywhere are aren't around as at away back be became because become
    been before
    being below best better between beyond both but by called came can can't cannot come comes could did didn't do
    does doesn't doing done don't down during each either enough even every everybody everyone everything except
    far few for from get gets getting go goes going gone got had hardly has have having he hence her here hers
    herself him himself his how however i if in indeed instead into is isn't it its it's itself just know last
    later least less let like likely made make makes making many may me meanwhile might mine more most much must
    my myself near nearly neither never nevertheless next no nobody none nor not nothing now nowhere of off often
    on once one only onto or other others our ours ourselves out over own per perhaps quite rather really s said
    same saw say saying says see seen several shall she should since so some somebody someone something sometimes
    somewhere soon still such take taken takes than that that's the their theirs them themselves then there
    therefore these they thing things this those though through thus to today together told tomorrow too took
    toward towards turned twice two under until up upon us use used uses using very want was wasn't way we well
    went were what whatever when where whether which while who whole whom whose why will with within without won't
    would yesterday yet you your yours yourself three four five six seven eight nine ten first second third
    hundred thousand million billion percent asked added according put keep keeps kept gave give given wants look
    looks looked long-standing january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_INNER = frozenset({"of", "the", "and", "for", "in", "on", "to", "with", "at", "by"})


def term_shape(words: Sequence[str]) -> float:
    """How much a sequence of words looks like a term, 0 to 1; capitals mark names.

    >>> term_shape(["quasi", "state"]), term_shape(["sphere", "of", "influence"]), term_shape(["of", "state"])
    (1.0, 0.7, 0.0)
    """
    lower = [word.lower() for word in words]
    if lower[0] in _OUTSIDE or lower[-1] in _OUTSIDE:
        return 0.0
    little = [word for word in lower[1:-1] if word in _OUTSIDE]
    if any(word not in _INNER for word in little) or len(little) > 2:
        return 0.0
    if any(a in _OUTSIDE and b in _OUTSIDE and b != "the" for a, b in pairwise(lower)):
        return 0.0
    return 0.7 if little else 1.0
