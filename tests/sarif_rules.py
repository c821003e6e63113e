"""What the schema of SARIF 2.1.0 requires of a log, as far as our reports have it."""

from __future__ import annotations

import re

LEVELS = {"none", "note", "warning", "error"}


def violations(log):
    """What is wrong with a SARIF log, a line each."""
    return [*_log(log)]


def _log(log):
    yield from _keys(log, "log", required={"version": str, "runs": list}, optional={"$schema": str})
    if log.get("version") != "2.1.0":
        yield "log: version is not 2.1.0"
    for run in log.get("runs", []):
        yield from _run(run)


def _run(run):
    yield from _keys(
        run, "run", required={"tool": dict}, optional={"results": list, "artifacts": list, "columnKind": str}
    )
    if run.get("columnKind") not in (None, "utf16CodeUnits", "unicodeCodePoints"):
        yield "run: columnKind"
    driver = run["tool"].get("driver", {})
    yield from _keys(run["tool"], "tool", required={"driver": dict}, optional={"extensions": list})
    yield from _keys(
        driver,
        "driver",
        required={"name": str},
        optional={"version": str, "semanticVersion": str, "informationUri": str, "rules": list},
    )
    if not re.fullmatch(r"\d+\.\d+\.\d+(?:[-+].+)?", driver.get("semanticVersion", "0.0.0")):
        yield "driver: semanticVersion"
    rules = driver.get("rules", [])
    for rule in rules:
        yield from _rule(rule)
    if len({rule["id"] for rule in rules}) != len(rules):
        yield "driver: a rule's id comes twice"
    for artifact in run.get("artifacts", []):
        yield from _keys(artifact, "artifact", required={}, optional={"location": dict})
        yield from _location(artifact.get("location", {}))
    for result in run.get("results", []):
        yield from _result(result, rules)


def _rule(rule):
    texts = {"shortDescription": dict, "fullDescription": dict, "help": dict}
    yield from _keys(
        rule,
        "rule",
        required={"id": str},
        optional={"name": str, "defaultConfiguration": dict, "helpUri": str, **texts},
    )
    for name in texts:
        if name in rule:
            yield from _keys(rule[name], name, required={"text": str}, optional={"markdown": str})
    if rule.get("defaultConfiguration", {}).get("level", "none") not in LEVELS:
        yield "rule: level"


def _result(result, rules):
    yield from _keys(
        result,
        "result",
        required={"message": dict},
        optional={"ruleId": str, "ruleIndex": int, "level": str, "locations": list, "partialFingerprints": dict},
    )
    yield from _keys(result["message"], "message", required={}, optional={"text": str, "markdown": str, "id": str})
    if not ({"text", "id"} & set(result["message"])):
        yield "message: neither text nor id"
    if result.get("level", "none") not in LEVELS:
        yield "result: level"
    if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        yield "result: ruleIndex is another rule's"
    for location in result.get("locations", []):
        yield from _keys(location, "location", required={}, optional={"physicalLocation": dict})
        place = location["physicalLocation"]
        yield from _keys(place, "physicalLocation", required={"artifactLocation": dict}, optional={"region": dict})
        yield from _location(place["artifactLocation"])
        yield from _keys(
            place.get("region", {}), "region", required={}, optional={"startLine": int, "startColumn": int}
        )
        if place.get("region", {}).get("startLine", 1) < 1:
            yield "region: startLine"
    if not all(isinstance(value, str) for value in result.get("partialFingerprints", {}).values()):
        yield "result: partialFingerprints"


def _location(location):
    yield from _keys(location, "artifactLocation", required={}, optional={"uri": str, "uriBaseId": str, "index": int})
    if not re.fullmatch(r"(?:[\w.~!$&'()*+,;=:@/#?-]|%[0-9A-F]{2})*", location.get("uri", "")):
        yield f"artifactLocation: {location['uri']} is no URI reference"


def _keys(value, where, required, optional):
    known = {**required, **optional}
    for key in required.keys() - value.keys():
        yield f"{where}: {key} is missing"
    for key, content in value.items():
        if key not in known:
            yield f"{where}: unknown property {key}"
        elif not isinstance(content, known[key]) or isinstance(content, bool):
            yield f"{where}: {key} is no {known[key].__name__}"
