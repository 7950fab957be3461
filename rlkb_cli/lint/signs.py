"""The signs of a file: the few of its bytes by which rules tell at once that it is right.

Looking through a whole file costs more than most rules, so it is done once for all of them.
"""

KEPT = b"!#(:<?BDOT[]k\r\xc2\xd8\xe2\xef\xf3"
"""What is kept, and control characters are: signs of flaws, and the bytes with which invisible characters begin."""

_DROPPED = bytes({*range(0x20, 0x7F), *range(0x80, 0x100), *b"\t\n"} - set(KEPT))


def signs(data: bytes) -> bytes:
    """The bytes of a file that are kept, in their order.

    What stands side by side in the file does so here, too, without what was dropped of it: `][` stays `][`, and
    `# rlkb:` is `#k:`.  Here alone, it means nothing.
    """
    return data.translate(None, _DROPPED)
