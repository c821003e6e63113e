"""A real browser for tests: Debian's Chromium through Playwright, and the application served to it."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep

import pytest

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = "axe-core@4"


@contextmanager
def chromium() -> Iterator[object]:
    """A browser; without one, the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not there (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def served(folder: Path, reviewer: str = "Aigerim", now: str = "2026-03-01T09:30:00Z") -> Iterator[tuple[str, object]]:
    """The application on a folder: the address to open, and the site."""
    from kztrans.review.app import create_app
    from kztrans.review.project import Project
    from kztrans.review.serving import listen
    from kztrans.review.serving import server as made
    from kztrans.review.site import Site

    site = Site(Project(folder), reviewer, now=lambda: now)
    site.warm()
    site.prepare()
    listener = listen(0)
    port = listener.getsockname()[1]
    server = made(create_app(site, port))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    limit = monotonic() + 20
    while not server.started and monotonic() < limit:
        sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}/?token={site.secrets.token}", site
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@lru_cache(maxsize=1)
def axe_source() -> str:
    """axe-core's script, installed from npm into a temporary folder; without it, the test is skipped."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed (Debian: apt-get install npm), so there is no axe-core")
    folder = Path(mkdtemp(prefix="kztrans-axe-"))
    try:
        subprocess.run(
            [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", AXE],
            check=True,
            capture_output=True,
            timeout=60,
        )
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"axe-core cannot be installed: {error}")
    source = (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    return source
