"""Small charts of block characters."""

from collections.abc import Sequence

_LEVELS = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉"


def sparkline(values: Sequence[int], width: int) -> str:
    """The values as a line of columns; where there are more than `width`, each stands for several: the last of them."""
    if len(values) > width:
        values = [values[(number + 1) * len(values) // width - 1] for number in range(width)]
    top = max(values, default=0) or 1
    return "".join(_LEVELS[max(value, 0) * (len(_LEVELS) - 1) // top] for value in values)


def bar(value: int, largest: int, width: int) -> str:
    """A bar of at most `width` columns, to an eighth of one; never empty for what is not 0."""
    eighths = max(round(value / (largest or 1) * width * 8), 1 if value else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
