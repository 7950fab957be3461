"""JUnit's XML, as CI servers read it: a suite for each file, a test case for each finding.

What a server takes is in https://github.com/jenkinsci/xunit-plugin (`junit-10.xsd`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree as xml

from rlkb_cli.kb.text import stem
from rlkb_cli.lint.report import Located, Report, Severity
from rlkb_cli.lint.repository import folder_of
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import visible


def render(report: Report, sheet: Sheet) -> None:
    """Print one document.  What makes the command fail is a failure; other findings are the output of passed tests."""
    folder = folder_of(report.root)
    top = xml.Element("testsuites", {"name": "rlkb"} | _counts(report.findings, report.failing))
    for path, group in groupby(report.findings, lambda finding: finding.path):
        top.append(_suite(visible(folder + path), list(group), report.failing))
    if not report.findings:
        suite = xml.SubElement(top, "testsuite", name="rlkb", tests="1", failures="0", errors="0")
        xml.SubElement(suite, "testcase", name="no problems", classname="rlkb")
    xml.indent(top)
    encoding = "utf-8" if sheet.encoding.startswith("utf") else "us-ascii"
    sheet.write(xml.tostring(top, encoding, xml_declaration=True).decode(encoding) + "\n")


def _suite(path: str, findings: list[Located], failing: Sequence[Severity]) -> xml.Element:
    suite = xml.Element("testsuite", {"name": path} | _counts(findings, failing))
    folder, _, _ = path.rpartition("/")
    for name, finding in _named(findings):
        case = xml.SubElement(suite, "testcase", name=name, classname=f"{folder}/{stem(path)}".lstrip("/"))
        place = f"{path}:{finding.line}:{finding.column}: {finding.severity}[{finding.rule}]"
        said = "\n".join(filter(None, (f"{place} {visible(finding.message)}", visible(finding.help or ""))))
        if finding.severity in failing:
            xml.SubElement(case, "failure", type=finding.rule, message=visible(finding.message)).text = said
        else:
            xml.SubElement(case, "system-out").text = said
    return suite


def _named(findings: Iterable[Located]) -> Iterator[tuple[str, Located]]:
    """The findings of a file, each with a name of its own: servers tell test cases apart by it."""
    seen: Counter[str] = Counter()
    for finding in findings:
        name = f"{finding.rule}: {visible(finding.message)}"
        seen[name] += 1
        yield f"{name} ({seen[name]})" if seen[name] > 1 else name, finding


def _counts(findings: Iterable[Located], failing: Sequence[Severity]) -> dict[str, str]:
    fails = [finding.severity in failing for finding in findings]
    return {"tests": str(len(fails) or 1), "failures": str(sum(fails)), "errors": "0"}
