"""What a check is: a value with a name, a severity, a short explanation and a function.

To add one, write a module with a ``CHECK`` in ``rules/`` and put its name into ``registry.MODULES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kztrans.model import Severity

if TYPE_CHECKING:
    from kztrans.checks.pair import Pair

__all__ = ["Check", "Problem", "Scope", "TooSlowError"]

Scope = Literal["translated", "any"]
"""``translated``: pairs whose translation counts (there is one, and it is not fuzzy). ``any``: every pair in use."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found in a pair."""

    message: str
    """What is wrong, naming the words concerned."""
    remedy: str = ""
    """What to do."""
    severity: Severity | None = None
    """Where it is not the check's own."""


class TooSlowError(Exception):
    """A check takes too long on a pair; the message says on what."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check of translations."""

    name: str
    """Lower case with hyphens; people write it in comments and configuration."""
    severity: Severity
    summary: str
    """One line: what it looks for."""
    help: str
    """A few sentences: what it accepts, and what to do about a finding."""
    find: Callable[[Pair], Iterator[Problem]]
    scope: Scope = "translated"
