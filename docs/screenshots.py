"""Pictures of the review application's pages for the documentation: ``python docs/screenshots.py [PAGE …]``.

The sample pair and the curated glossary are put into a temporary project, some of it is decided, and each page is shown
in light and dark, wide and narrow. Needs Chromium and Playwright for Python.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from kztrans.glossary import Glossary, decisions
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write
from kztrans.resources import glossary_files, sample_files
from kztrans.review.app import create_app
from kztrans.review.project import Project
from kztrans.review.report import report
from kztrans.review.serving import listen
from kztrans.review.site import Site

HERE = Path(__file__).parent
NOW = "2026-03-01T09:30:00Z"
WHO = "Aigerim"
ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
PAGES = {
    "progress": "/",
    "glossary": "/glossary?domain=states",
    "concept": "/concept?id=quasi-state&domain=states",
    "concept-form": "/concept?id=quasi-state&edit=1",
    "new": "/new",
    "merge": "/merge?id=quasi-state&with=unrecognized-state",
    "candidates": "/candidates",
    "bulk": "/bulk?domain=states&state=proposed",
    "alignment": "/align?doc=en/jalur-tengah&bead=40",
    "checks": "/checks",
    "replace": "/replace?doc=en/jalur-tengah&q=state&new=country",
    "concordance": "/concordance?q=negara",
    "keys": "/help",
}
LOOKS = [
    ("light", "light", 1280, "en-GB"),
    ("dark", "dark", 1280, "en-GB"),
    ("narrow", "light", 390, "id-ID"),
    ("narrow-dark", "dark", 390, "id-ID"),
]
CONVERT = shutil.which("convert")
"""ImageMagick's, which makes the pictures small; without it they are three times as large."""
COLOURS = 48
"""Colours of a picture: letters and grounds need no more."""
DECIDED = [
    ("quasi-state", "proposed", ""),
    ("landlocked-country", "approved", ""),
    ("sovereign-state", "approved", "UN usage"),
    ("unrecognized-state", "deprecated", "say what is meant"),
    ("sovereignty", "approved", ""),
]
FAULTS = {
    "7,500 km": "5,700 km",
    "quasi-states": "fake countries",
    " That is progress, but it is not enough.": "",
    "My grandfather, an engine driver, heard it back in the 1960s.": "Grandfathers talk.",
    "That fear is very old.": "Every fear has two neighbours.",
}
"""What is put into the translation, so that there is something to be mended."""


def make(folder: Path) -> None:
    """The project that is shown."""
    (folder / "glossary").mkdir(parents=True)
    for path in glossary_files():
        shutil.copy(path, folder / "glossary")
    for path in sample_files():
        text = path.read_text(encoding="utf-8")
        for right, wrong in FAULTS.items():
            text = text.replace(right, wrong)
        (folder / path.name).write_text(text, encoding="utf-8")
    glossary = Glossary.load(*(folder / "glossary").glob("*.csv"))
    source, target = (folder / path.name for path in sample_files())
    write(run(AlignJob(source, target, folder=folder, glossary=glossary)))
    for concept, state, comment in DECIDED:
        path = decisions.find_file(sorted((folder / "glossary").glob("*.csv")), concept)
        if path:
            decisions.decide(path, concept, state, reviewer=WHO, date=NOW, comment=comment)


def shoot(page: Page, base: str, name: str, path: str) -> None:
    """One picture."""
    page.goto(path if path.startswith("file:") else base + path)
    page.wait_for_load_state("networkidle")
    page.wait_for_selector("body:not([data-again])", timeout=200_000)  # what is worked out yet looks again by itself
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    file = HERE / "screenshots" / f"{name}.png"
    page.screenshot(path=file)
    if CONVERT:
        command = [
            CONVERT,
            file,
            "+dither",
            "-colors",
            str(COLOURS),
            "-strip",
            "-define",
            "png:exclude-chunks=date,time",
        ]
        subprocess.run([*command, f"PNG8:{file}"], check=True)


def main() -> None:
    (HERE / "screenshots").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "kazakhstan"
        make(folder)
        site = Site(Project(folder), WHO, now=lambda: NOW)
        site.warm()
        site.prepare()
        listener = listen(0)
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(site, port), log_level="error"))
        threading.Thread(target=server.run, args=([listener],), daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        base = f"http://127.0.0.1:{port}"
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
            for suffix, scheme, width, locale in LOOKS:
                size = {"width": width, "height": 860}
                page = browser.new_context(color_scheme=scheme, viewport=size, locale=locale).new_page()
                page.goto(f"{base}/?token={site.secrets.token}")
                if suffix == "light":
                    page.goto(base + "/align?doc=en/jalur-tengah&bead=41")
                    page.locator("#b41").get_by_role("button", name="Confirm").click()
                sheet = folder / f"report-{locale[:2]}.html"
                sheet.write_bytes(report(site, locale[:2]))
                for title, path in {**PAGES, "report": sheet.as_uri()}.items():
                    if title in (sys.argv[1:] or [*PAGES, "report"]):
                        shoot(page, base, f"{title}-{suffix}", path)
            browser.close()
        server.should_exit = True


if __name__ == "__main__":
    sys.exit(main())
