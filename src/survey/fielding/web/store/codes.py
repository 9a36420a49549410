"""Secret words: the token of a link, the recovery code of a record; and the hashes under which stores know them."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_RECORD = re.compile(r"[0-9a-f]{32}")
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _LETTERS)
_MISREAD = str.maketrans("OILU", "011V")
_CODE = 16


def new_token() -> str:
    """The secret part of an invitation link: 128 random bits in 22 letters.

    >>> is_token(new_token()), is_token("tea")
    (True, False)
    """
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    """Whether a text has the form of a token."""
    return _TOKEN.fullmatch(text) is not None


def new_record() -> str:
    """The id of a record: 128 random bits in 32 hexadecimal digits.

    >>> is_record(new_record()), is_record("tea")
    (True, False)
    """
    return secrets.token_hex(16)


def is_record(text: str) -> bool:
    """Whether a text has the form of the id of a record."""
    return _RECORD.fullmatch(text) is not None


def digest(purpose: str, word: str) -> bytes:
    """SHA-256 of a secret word for one purpose: the same word for another purpose gives a hash that has nothing to do with it.

    >>> digest("invite", "tea") == digest("spent", "tea")
    False
    """
    return hashlib.sha256(f"{purpose}\0{word}".encode()).digest()


def recovery_code(record: str) -> str:
    """The code by which a person opens or erases a record on another device; the same whenever it is asked for.

    record: its id, which nobody can find from the code. 80 bits; no letter that is easily misread.

    >>> code = recovery_code("0" * 32)
    >>> len(code), code.count("-"), plain_code(code.lower().replace("-", " ")) == plain_code(code)
    (19, 3, True)
    """
    letters = base64.b32encode(digest("recovery", record))[:_CODE].decode().translate(_BASE32)
    return "-".join(letters[n : n + 4] for n in range(0, _CODE, 4))


def plain_code(text: str) -> str:
    """A recovery code as a person may type it, without its dashes and blanks, small letters made large, O read as 0.

    >>> plain_code(" ab0o-il5t ")
    'AB00115T'
    """
    return re.sub(r"[\s\-‐-―]", "", text).upper().translate(_MISREAD)
