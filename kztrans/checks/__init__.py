"""Checks of translations: one check a module in ``rules/``, all of them listed in ``registry``.

>>> from kztrans.model import Catalog, Unit
>>> catalog = Catalog("id", "en", (Unit("Siapa yang menang?", "Who won."),))
>>> [finding.message for finding in check_catalog(catalog)]
['the source ends in “?”, the translation in “.”']
"""

from __future__ import annotations

from kztrans.checks.check import Check, Problem
from kztrans.checks.registry import checks
from kztrans.checks.run import check_catalog

__all__ = ["Check", "Problem", "check_catalog", "checks"]
