"""Names that stand in the messages of checks, marked to be worded: of languages and of units.

``tests/test_review_wording.py`` holds that none is missing.
"""

from __future__ import annotations

from kztrans.review.interface import mark

__all__ = ["LANGUAGE_NAMES", "UNIT_NAMES"]

LANGUAGE_NAMES = (mark("Indonesian"), mark("English"))
"""Names of the languages that kztrans knows."""
UNIT_NAMES = (
    mark("percent"),
    mark("percentage points"),
    mark("kilometres"),
    mark("square kilometres"),
    mark("metres"),
    mark("centimetres"),
    mark("millimetres"),
    mark("miles"),
    mark("feet"),
    mark("yards"),
    mark("hectares"),
    mark("acres"),
    mark("tonnes"),
    mark("kilograms"),
    mark("grams"),
    mark("pounds"),
    mark("litres"),
    mark("barrels"),
    mark("cubic metres"),
    mark("megawatts"),
    mark("gigawatts"),
    mark("kilowatts"),
    mark("degrees"),
    mark("degrees Celsius"),
    mark("degrees Fahrenheit"),
    mark("seconds"),
    mark("minutes"),
    mark("hours"),
    mark("days"),
    mark("weeks"),
    mark("months"),
    mark("years"),
    mark("decades"),
    mark("centuries"),
)
"""Units as the check ``units`` names them."""
