"""TeX as MathML, which browsers show without a script or a font from elsewhere."""

from functools import lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element, tostring

LONGEST = 4_000  # characters
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
# What says how a formula looks.  Anything else, such as `href` or `style`, could do more.
_ATTRIBUTES = """accent accentunder columnalign columnlines columnspacing depth display displaystyle fence form frame
    height largeop linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace
    scriptlevel separator stretchy symmetric voffset width"""
HARMLESS = frozenset(_ATTRIBUTES.split())


@lru_cache(maxsize=4096)
def mathml(tex: str, *, display: bool) -> str:
    """The formula as MathML; its source as code where it cannot be read."""
    found = _element(tex, display) if len(tex) <= LONGEST else None
    if found is None:
        return f'<code class="math">{escape(tex.strip())}</code>'
    try:
        return tostring(found, encoding="unicode")
    except (ValueError, TypeError, RecursionError):
        return f'<code class="math">{escape(tex.strip())}</code>'


def _element(tex: str, display: bool) -> Element | None:
    from latex2mathml.converter import convert_to_element

    try:
        root: Element = convert_to_element(tex, display="block" if display else "inline")
        for element in root.iter():
            _tame(element)
    except Exception:  # it raises whatever its parser trips over
        return None
    root.set("xmlns", _NAMESPACE)
    return root


def _tame(element: Element) -> None:
    """Keep of an element what cannot be more than a formula; `tostring` escapes the text."""
    for name in [name for name in element.attrib if name not in HARMLESS]:
        del element.attrib[name]
    element.text = unescape(element.text) if element.text else None
    element.tail = None
