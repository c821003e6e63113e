"""Real tools that some tests run against; where one is missing, the test is skipped and says so."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

PACKAGES = {
    "msgfmt": "gettext",
    "msgmerge": "gettext",
    "msgcat": "gettext",
    "soffice": "libreoffice-writer",
    "pdftotext": "poppler-utils",
    "loimpress": "libreoffice-impress",
}


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


def office(folder, kind, *files):
    """Have LibreOffice write files in another format, or its own way, into a folder; returns what it wrote."""
    needs("soffice")
    folder.mkdir(exist_ok=True)
    ending, _, writer = kind.partition(":")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={_profile()}",
        "--convert-to",
        kind if writer else ending,
    ]
    run = subprocess.run(
        [*command, "--outdir", folder, *files], capture_output=True, text=True, timeout=240, check=False
    )
    written = [folder / f"{Path(file).stem}.{ending}" for file in files]
    assert all(path.exists() for path in written), run.stdout + run.stderr
    return written


@cache
def _profile():
    """Settings of LibreOffice for all tests, so that a user's own are left alone and made once."""
    folder = Path(mkdtemp(prefix="kztrans-office-"))
    return folder.as_uri()
