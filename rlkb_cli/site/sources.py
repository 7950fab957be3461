"""What a note names as its sources: a list of texts, or of mappings with a title, a year and where it is."""

from collections.abc import Iterator, Mapping

from rlkb_cli.site.urls import is_outside

_AT = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/", "url": "", "link": "", "href": ""}


def sources(value: object) -> Iterator[dict[str, str]]:
    """Each source with `text`, `detail` and, where it leads anywhere, `url`."""
    for item in value if isinstance(value, tuple) else (value,) if value else ():
        if isinstance(item, Mapping):
            yield _source({name: text for name, text in item.items() if isinstance(text, str)})
        elif isinstance(item, str) and item.strip():
            yield {"text": item, "detail": "", "url": item if is_outside(item) else ""}


def _source(fields: Mapping[str, str]) -> dict[str, str]:
    addresses = (_AT[name] + text for name, text in fields.items() if name in _AT and text)
    text = fields.get("title") or fields.get("name") or "; ".join(fields.values())
    details = (fields[name] for name in ("author", "authors", "year", "date") if fields.get(name))
    return {"text": text, "detail": ", ".join(details), "url": next(filter(is_outside, addresses), "")}
