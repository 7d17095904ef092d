"""A text file as rows: its encoding and its separator told by what it holds."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from models.errors import Refused

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
UTF_8, UTF_16, WINDOWS = "UTF-8", "UTF-16", "Windows-1252"
CODECS = {UTF_8: "utf-8-sig", WINDOWS: "cp1252", "Mac": "mac-roman", "DOS (850)": "cp850"}
"""The encodings among which somebody may choose, where the bytes do not tell."""
OF_ONE_BYTE = tuple(name for name in CODECS if name != UTF_8)
SEPARATORS = ";\t,|"
TOLD = re.compile(r"sep=([;\t,|])\s*")
"""With this Excel tells the separator, in a line of its own."""
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x0b\x1a\x1c\x1d\x1e\x1f")
"""Bytes that no text has."""
PAGE = re.compile(r"\s*<(?:!doctype|\?xml|html|head|meta|table|style|workbook)\b", re.IGNORECASE)
LONGEST = 1 << 25
"""Signs of a cell: those of a whole file."""
SAMPLE = 30
"""Rows that tell the separator."""
LOOKED_AT = 1 << 16
"""Bytes that tell the encoding."""
FRENCH = {**dict.fromkeys("éÉ", 6), **dict.fromkeys("èàçêôÈÀÇÊ", 3)}
FRENCH |= dict.fromkeys("ùûîïâëüöäœŒÂÎÔÛ€°’‘“”«»–—…²³\u00a0", 1)
"""How much a sign says that a text in French was decoded rightly."""
UNLIKELY = -3
CAPITAL_WITHIN = re.compile(r"(?<=[a-zà-ÿ])[À-Þ]")
MOST_READ_AGAIN = 10
"""How often the lines of a file may be read, for quotes that nobody closes."""
NO_SPREADSHEET = (
    "Ce fichier n’est ni un tableau Excel ou LibreOffice (XLSX, ODS), ni un fichier CSV."
)
A_PAGE = (
    "Ce fichier est une page web ou du XML sous un nom de tableau : ouvrez-le dans Excel ou "
    "LibreOffice, et enregistrez-le en XLSX."
)
Rows = list[list[str]]


def rows_of_text(content: bytes, encoding: str, separator: str, most: int) -> tuple[Rows, str, str]:
    """At most so many rows, the encoding and the separator; raises Refused.

    The last two are the likeliest ones, unless they are among those that may be chosen.
    """
    csv.field_size_limit(LONGEST)
    text, encoding = _decoded(content, encoding)
    if PAGE.match(text):
        raise Refused(A_PAGE)
    lines = list(io.StringIO(text, newline=""))
    if lines and (told := TOLD.fullmatch(lines[0])):
        lines = lines[1:]
        separator = separator or told[1]
    if separator not in SEPARATORS or not separator:
        separator = _separator(lines)
    return list(islice(_rows(lines, separator), most)), encoding, separator


# --- encodings ----------------------------------------------------------------------------------


def _decoded(content: bytes, wanted: str) -> tuple[str, str]:
    """A byte order mark tells, or else that nearly all of it is UTF-8."""
    for mark, codec in BOMS:
        if content.startswith(mark):
            return _of_codec(content, codec), UTF_8 if codec == "utf-8-sig" else UTF_16
    if codec := _unmarked(content):
        return _of_codec(content, codec), UTF_16
    if not CONTROLS.isdisjoint(content):
        raise Refused(NO_SPREADSHEET)
    if wanted in CODECS:
        return content.decode(CODECS[wanted], errors="replace"), wanted
    try:
        return content.decode("utf-8"), UTF_8
    except UnicodeDecodeError:
        if _is_nearly_utf_8(content[:LOOKED_AT]):
            return content.decode("utf-8", errors=AS_WINDOWS), UTF_8
    likeliest = max(OF_ONE_BYTE, key=lambda name: _likelihood(content[:LOOKED_AT], CODECS[name]))
    return content.decode(CODECS[likeliest], errors="replace"), likeliest


def _of_codec(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise Refused(NO_SPREADSHEET) from error


def _unmarked(content: bytes) -> str:
    """UTF-16 without its mark has an empty byte beside nearly every letter."""
    some = content[:LOOKED_AT]
    for codec, high in (("utf-16-le", some[1::2]), ("utf-16-be", some[::2])):
        if len(high) > 1 and high.count(0) * 2 > len(high):
            return codec
    return ""


def _is_nearly_utf_8(content: bytes) -> bool:
    """Whether most of its signs are those of UTF-8: rows of two files were put together."""
    text = content.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return sum(1 for sign in text if sign > "\x7f") > 2 * wrong


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


AS_WINDOWS = "as-windows"
codecs.register_error(AS_WINDOWS, _as_windows)


def _likelihood(content: bytes, codec: str) -> int:
    text = content.decode(codec, errors="replace")
    signs = Counter(sign for sign in text if sign > "\x7f")
    likely = sum(count * FRENCH.get(sign, UNLIKELY) for sign, count in signs.items())
    return likely + 3 * UNLIKELY * len(CAPITAL_WITHIN.findall(text))


# --- separators and quotes ----------------------------------------------------------------------


def _separator(lines: list[str]) -> str:
    """The one that parts most of the first rows into as many cells, or else the very first one."""
    sample = [line for line in islice(lines, 2 * SAMPLE) if line.strip()][:SAMPLE]

    def evenness(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=separator)]
        alike = max(Counter(width for width in widths if width > 1).values(), default=0)
        return alike if 2 * alike >= len(widths) else 0, widths[0] if widths else 0

    return max(SEPARATORS, key=evenness)


def _rows(lines: list[str], separator: str) -> Iterator[list[str]]:
    """The rows; the quotes of a line in which they do not fit together are signs like others."""
    at, width, left = 0, 0, MOST_READ_AGAIN * len(lines)
    while at < len(lines):
        begun = at
        rest = (lines[place] for place in range(at, len(lines)))
        reader = csv.reader(rest, delimiter=separator, strict=left > 0)
        try:
            for row in reader:
                width = width or len(row)
                yield row
                begun = at + reader.line_num
            return
        except csv.Error:
            left -= at + reader.line_num - begun
            yield _unquoted(lines[begun], separator, width)
            at = begun + 1


def _unquoted(line: str, separator: str, width: int) -> list[str]:
    """The cells of a line, which are as many as those of the headings where they can be."""
    cells = [_bare(one) for one in line.rstrip("\r\n").split(separator)]
    lenient = next(csv.reader([line], delimiter=separator), [])
    return lenient if len(cells) != width == len(lenient) else cells


def _bare(cell: str) -> str:
    text = cell.strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].replace('""', '"') if is_quoted else cell
