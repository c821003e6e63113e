"""A report as JUnit XML, which CI servers list as tests: a suite a file, a case a finding."""

from __future__ import annotations

from lxml import etree

from kztrans.checks.report import CheckedFile, Report
from kztrans.checks.report.text import line
from kztrans.formats.xml_characters import allowed

__all__ = ["render"]


def render(report: Report) -> str:
    """Suites with a failure for each error and warning; what is for information passes, and is said.

    A file without findings is a case that passes.
    """
    root = etree.Element("testsuites", name="kztrans check")
    for file in report.files:
        root.append(_suite(file))
    failures = sum(finding.severity != "info" for finding in report.findings)
    cases = sum(max(1, len(file.findings)) for file in report.files)
    root.set("tests", str(cases))
    root.set("failures", str(failures))
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _suite(file: CheckedFile) -> etree._Element:
    failures = sum(finding.severity != "info" for finding in file.findings)
    suite = etree.Element(
        "testsuite", name=allowed(file.path), tests=str(max(1, len(file.findings))), failures=str(failures), errors="0"
    )
    if not file.findings:
        etree.SubElement(suite, "testcase", classname=allowed(file.path), name=f"{file.entries} entries")
    for finding in file.findings:
        name = f"{finding.check}, line {finding.line}" if finding.line else finding.check
        case = etree.SubElement(suite, "testcase", classname=allowed(file.path), name=name, line=str(finding.line))
        said = allowed(f"{line(finding)}\n{finding.source}\n{finding.target}")
        if finding.severity == "info":
            etree.SubElement(case, "system-out").text = said
        else:
            failure = etree.SubElement(case, "failure", type=finding.severity, message=allowed(finding.message))
            failure.text = said
    return suite
