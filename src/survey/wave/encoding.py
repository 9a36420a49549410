"""From the bytes of a text to UTF-8, whatever Excel saved it in.

UTF-8 and UTF-16 are known by themselves. Of the encodings with one byte for a letter, those that hold the Kazakh letters are
known by them; Windows-1251, which does not, is read where the text is Russian. Each such guess is told, and can be overridden.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from survey.errors import (
    ENCODING_KAZAKH,
    ENCODING_MISFIT,
    ENCODING_RUSSIAN,
    FILE_BINARY,
    FILE_ENCODING,
    TABLE_OPTION,
    Place,
    Problem,
    error,
    problem,
)
from survey.instrument.nearest import nearest
from survey.wave.damage import KAZAKH_LETTERS

KNOWN = ("utf-8", "utf-16", "kz1048", "ptcp154", "cp1251")
_KAZAKH_CODECS = ("kz1048", "ptcp154")
_RUSSIAN = "cp1251"
_MARK = b"\xef\xbb\xbf"

_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_LETTERS = KAZAKH_LETTERS.union("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎ")
_NO_WORD = re.compile(r"[а-яёі][А-ЯЁІ]|(?i:[бвгджзклмнпрстфхцчшщ][їў])")
"""A capital inside a word is another encoding; ї and ў never follow a consonant, but ү and ұ do, which have the same bytes."""

_AROUND = str.maketrans(dict.fromkeys("«»–—…№“”„‘’‚•°§\xa0\xad", " "))
"""What stands around words, or alone."""


@dataclass(frozen=True)
class Decoded:
    """content: the text in UTF-8, without a mark. encoding: what the file was in. warnings: what was guessed."""

    content: bytes
    encoding: str
    warnings: tuple[Problem, ...] = ()


def to_utf8(path: Path, content: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file in UTF-8.

    encoding: what to take it for; None finds out.

    Raises DataError: not a text, not in the encoding that was asked for, or in none that is known here.
    """
    if encoding is not None:
        return _as_asked(path, content, encoding)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_recoded(path, content, "utf-16"), "utf-16")
    refuse_binary(path, content)
    if is_utf8(content):
        marked = content.startswith(_MARK)
        return Decoded(content[3:] if marked else content, "utf-8-sig" if marked else "utf-8")
    guess = guess_encoding(content)
    if guess is None:
        raise error(FILE_ENCODING, Place(file=path, line=_line_of_error(content, "utf-8")))
    code = ENCODING_RUSSIAN if guess == _RUSSIAN else ENCODING_KAZAKH
    return Decoded(_recoded(path, content, guess), guess, (problem(code, Place(file=path), encoding=guess),))


def refuse_binary(path: Path, content: bytes) -> None:
    """Refuse bytes that no text has."""
    zero = content.find(b"\0")
    if zero >= 0 or any(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in content[:8192]):
        line = content.count(b"\n", 0, zero) + 1 if zero >= 8192 else None
        raise error(FILE_BINARY, Place(file=path, line=line))


def is_utf8(content: bytes) -> bool:
    """Whether bytes are UTF-8, without making a text of them."""
    ends = pa.py_buffer(np.array([0, len(content)], dtype=np.int64))
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(content)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def guess_encoding(content: bytes) -> str | None:
    """The encoding with one byte for a letter under which a text is Kazakh or Russian; None where it is neither.

    >>> [guess_encoding("Өңіріңіз, қай қала?".encode(codec)) for codec in ("kz1048", "ptcp154")]
    ['kz1048', 'ptcp154']
    >>> guess_encoding("Ваш регион?".encode("cp1251")), guess_encoding("café".encode("latin-1"))
    ('cp1251', None)
    """
    words = sorted(set(_WORD.findall(content)))
    shares = {codec: _share_read(words, codec) for codec in (_RUSSIAN, *_KAZAKH_CODECS)}
    best = max(shares, key=shares.__getitem__)  # of equals the first: what is no Kazakh stays Windows-1251
    return best if shares[best] >= 0.9 else None


def _share_read(words: list[bytes], codec: str) -> float:
    """The share of words that are words under an encoding."""
    read = [part for word in words for part in word.decode(codec, errors="replace").translate(_AROUND).split()]
    return sum(_is_word(part) for part in read) / max(len(read), 1)


def _is_word(text: str) -> bool:
    return _LETTERS.issuperset(text) and not _NO_WORD.search(text)


def _as_asked(path: Path, content: bytes, encoding: str) -> Decoded:
    """The text in the encoding that the user names, a mark left out."""
    try:
        codec = codecs.lookup(encoding)
        "".encode(codec.name)
    except (LookupError, ValueError):
        place, near = Place(file=path), nearest(encoding.lower(), KNOWN)
        raise error(TABLE_OPTION, place, option="encoding", value=encoding, known=KNOWN, nearest=near) from None
    name = "utf-8-sig" if codec.name == "utf-8" else codec.name
    return Decoded(_recoded(path, content, name), codec.name)


def _recoded(path: Path, content: bytes, encoding: str) -> bytes:
    """Bytes of another encoding as UTF-8."""
    try:
        text = content.decode(encoding)
    except UnicodeError:
        place = Place(file=path, line=_line_of_error(content, encoding))
        raise error(ENCODING_MISFIT, place, encoding=encoding) from None
    recoded = text.encode("utf-8", errors="replace")
    if b"\0" in recoded:
        raise error(FILE_BINARY, Place(file=path))
    return recoded


def _line_of_error(content: bytes, encoding: str) -> int | None:
    """The line with the first byte that an encoding does not have."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError as why:
        return content.count(b"\n", 0, why.start) + 1
    except UnicodeError:
        pass
    return None
