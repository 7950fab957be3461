"""Paragraphs of a published hub page, and how a run of them divides into questions and prose."""


from rlkb_cli.edit.pagelines import Line
from rlkb_cli.kb.patterns import lazy_pattern

Paragraph = list[Line]

_ASKS = lazy_pattern(r"[?？؟\u037e]['\"’”)\]»]*$")
_PROSE = lazy_pattern(r"[.!…。！:]['\"’”)\]»]*$")


def asks(text: str) -> bool:
    """Whether the text ends like a question."""
    return _ASKS.search(text) is not None


def is_prose(text: str) -> bool:
    """Whether the text ends like a sentence that is no question."""
    return _PROSE.search(text) is not None


def paragraphs_of(lines: list[Line]) -> list[Paragraph]:
    """Lines that follow each other without a gap are a paragraph; a heading is one by itself."""
    found: list[Paragraph] = []
    for line in lines:
        before = found[-1][-1] if found else None
        if before and line.number == before.number + 1 and not line.heading and not before.heading:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def split_first(paragraphs: list[Paragraph]) -> tuple[Paragraph, list[Paragraph]]:
    """The question (or title) and the paragraphs behind it, where perhaps no blank line divides the two."""
    first, *rest = paragraphs
    ends = [index + 1 for index, line in enumerate(first) if asks(line.text)]
    whole = bool(rest) and not is_prose(first[-1].text)
    end = ends[0] if ends else len(first) if whole else 1
    return first[:end], [first[end:], *rest] if first[end:] else rest


def split_prose(paragraphs: list[Paragraph], alone: bool = False) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs of prose at the start, and the rest; if all are prose, all are rest unless `alone`."""
    for index, paragraph in enumerate(paragraphs):
        if not is_prose(paragraph[-1].text):
            return paragraphs[:index], paragraphs[index:]
    return (paragraphs, []) if alone else ([], paragraphs)


def group(paragraphs: list[Paragraph], declared: int | None) -> list[list[Paragraph]]:
    """Paragraphs without actions between them, as notes; those before the first group belong to none."""
    by_question = _group_by_question(paragraphs)
    fits = len(by_question) == declared and sum(map(len, by_question)) == len(paragraphs)
    if declared and not fits and len(paragraphs) in (declared, 2 * declared):
        size = len(paragraphs) // declared
        return [paragraphs[index : index + size] for index in range(0, len(paragraphs), size)]
    return by_question


def _group_by_question(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if any(asks(line.text) for line in paragraph):
            groups.append([paragraph])
        elif groups:
            groups[-1].append(paragraph)
    return groups


def join(paragraph: Paragraph) -> str:
    """The lines of a paragraph as one."""
    return " ".join(line.text for line in paragraph)


def prose_of(paragraphs: list[Paragraph]) -> str:
    """Paragraphs as one text, with a blank line between them."""
    return "\n\n".join(join(paragraph) for paragraph in paragraphs)
