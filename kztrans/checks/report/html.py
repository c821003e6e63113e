"""A report as one HTML page that asks for nothing from anywhere: no script, no font, no picture."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from html import escape

from kztrans import __version__
from kztrans.checks.report import CheckedFile, Report
from kztrans.model import Finding

__all__ = ["render"]

_STYLE = """
:root { color-scheme: light dark; --line: #ccc; --soft: #666; --error: #b00020; --warning: #8a5a00; --info: #1a5fb4 }
@media (prefers-color-scheme: dark) {
  :root { --line: #444; --soft: #aaa; --error: #ff8a8a; --warning: #f0b849; --info: #8ab8ff }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: 600; padding: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line) }
td { overflow-wrap: anywhere }
.error { color: var(--error); font-weight: 600 }
.warning { color: var(--warning); font-weight: 600 }
.info { color: var(--info) }
.text { white-space: pre-wrap; color: var(--soft) }
.number { text-align: right; font-variant-numeric: tabular-nums }
"""


def render(report: Report) -> str:
    """The page: a summary, a table by check, and the findings by file."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>Checks of translations</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n",
        f"<h1>Checks of translations</h1>\n<p>{_escape(report.summary())}.</p>\n",
        _by_check(report),
        *(_file(file) for file in report.files if file.findings),
        f"</main>\n<footer><p>kztrans {_escape(__version__)}</p></footer>\n</body>\n</html>\n",
    ]
    return "".join(parts)


def _by_check(report: Report) -> str:
    counts = Counter(finding.check for finding in report.findings)
    rows = "".join(
        f"<tr><th scope=row>{_escape(check.name)}</th><td>{_escape(check.summary)}</td>"
        f'<td class="number">{counts[check.name]}</td></tr>\n'
        for check in report.checks
        if counts[check.name]
    )
    if not rows:
        return "<p>Nothing was found.</p>\n"
    head = "<tr><th scope=col>Check</th><th scope=col>What it looks for</th><th scope=col>Findings</th></tr>\n"
    return f"<table>\n<caption>By check</caption>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _file(file: CheckedFile) -> str:
    columns = ("Line", "Severity", "Finding", "Source and translation")
    head = "".join(f"<th scope=col>{name}</th>" for name in columns)
    rows = "".join(_row(finding) for finding in file.findings)
    return (
        f"<h2>{_escape(file.path)}</h2>\n<table>\n<caption>{len(file.findings)} in {file.entries} entries</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _row(finding: Finding) -> str:
    remedy = f"<br>{_escape(finding.remedy[:1].upper() + finding.remedy[1:])}." if finding.remedy else ""
    return (
        f'<tr><td class="number">{finding.line or ""}</td><td class="{finding.severity}">{finding.severity}</td>'
        f"<td>{_escape(finding.message)}.{remedy}<br><small>{_escape(finding.check)}</small></td>"
        f'<td class="text">{_escape(finding.source)}\n→ {_escape(finding.target)}</td></tr>\n'
    )


def _escape(text: str) -> str:
    """Safe in HTML: characters that it cannot hold become U+FFFD."""
    shown = "".join("\ufffd" if (ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
    return escape(shown, quote=True)
