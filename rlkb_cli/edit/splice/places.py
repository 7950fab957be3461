"""Lines and columns of byte offsets."""


def line_start(data: bytes, offset: int) -> int:
    """Where the line begins that holds this offset."""
    start = data.rfind(b"\n", 0, offset) + 1
    return max(start, data.rfind(b"\r", start, offset) + 1)


def column(data: bytes, offset: int) -> int:
    """How many characters stand before this offset in its line."""
    return len(data[line_start(data, offset) : offset].decode())
