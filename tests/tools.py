"""Real tools that some tests run against; where one is missing, the test is skipped and says so."""

import shutil

import pytest

PACKAGES = {"msgfmt": "gettext", "msgmerge": "gettext", "msgcat": "gettext"}


def needs(*names):
    """Skip the test unless these programs are on the machine."""
    for name in names:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed (Debian: apt-get install {PACKAGES.get(name, name)})")


def complaints(stderr):
    """What msgfmt says, but that nobody has put a date into the header yet."""
    return [
        line for line in stderr.splitlines() if "'PO-Revision-Date' still has the initial default value" not in line
    ]
