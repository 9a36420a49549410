"""How often somebody may ask: buckets that fill again with time, in memory only, under keys that lead to no address."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """`most` at once, and as many again in `seconds`."""

    most: int
    seconds: float


@dataclass(frozen=True)
class Limits:
    """What the questionnaire allows.

    pages: requests of a network; an institute may sit behind one address. writes: saves of one record. guesses: wrong links,
    codes and passwords of a network. logins: passwords from anywhere. begun: records that a network begins by an open link.
    """

    pages: Rate = Rate(12000, 60)
    writes: Rate = Rate(120, 60)
    guesses: Rate = Rate(10, 600)
    logins: Rate = Rate(60, 600)
    begun: Rate = Rate(300, 3600)


class Limiter:
    """Buckets by purpose and key. Beyond `size` of one purpose those that are full again are forgotten, then the fuller ones: an
    empty bucket is what stops somebody, and no crowd of others pushes it out."""

    def __init__(self, limits: Limits, clock: Callable[[], float], size: int = 20_000) -> None:
        self.limits, self._clock, self._size = limits, clock, size
        self._buckets: dict[str, dict[str, tuple[float, float]]] = {}
        self._lock = threading.Lock()

    def take(self, purpose: str, key: str, n: float = 1) -> bool:
        """Take from a bucket; False, and nothing taken, where too little is left. `n=0` asks whether anything is left.

        A clock that was set back stops the filling, it neither empties nor fills a bucket.
        """
        rate: Rate = getattr(self.limits, purpose)
        now = self._clock()
        with self._lock:
            buckets = self._buckets.setdefault(purpose, {})
            left = _filled(buckets.get(key, (float(rate.most), now)), rate, now)
            granted = left >= max(n, 1)
            buckets[key] = (left - n if granted else left, now)
            if len(buckets) > self._size:
                self._buckets[purpose] = self._worth_keeping(buckets, rate, now)
        return granted

    def give_back(self, purpose: str, key: str) -> None:
        """Put back what was taken for something that was right after all."""
        rate: Rate = getattr(self.limits, purpose)
        now = self._clock()
        with self._lock:
            buckets = self._buckets.setdefault(purpose, {})
            if key in buckets:
                buckets[key] = (min(rate.most, _filled(buckets[key], rate, now) + 1), now)

    def _worth_keeping(self, buckets: dict[str, tuple[float, float]], rate: Rate, now: float) -> dict[str, tuple[float, float]]:
        """The emptiest ones, a quarter fewer than there may be, so that this is not done at each request."""
        left = {key: _filled(bucket, rate, now) for key, bucket in buckets.items()}
        emptiest = sorted((n, key) for key, n in left.items() if n < rate.most)[: max(self._size * 3 // 4, 1)]
        return {key: (n, now) for n, key in emptiest}


def _filled(bucket: tuple[float, float], rate: Rate, now: float) -> float:
    """What a bucket holds by now."""
    left, then = bucket
    return min(rate.most, left + max(now - then, 0) * rate.most / rate.seconds)


_KEY = secrets.token_bytes(16)


def network(address: str | None) -> str:
    """The key of the network of an address: /24 of IPv4, /56 of IPv6, hashed with a key that dies with the process.

    >>> network("192.0.2.7") == network("192.0.2.200"), network("192.0.2.7") == network("198.51.100.7"), len(network(None))
    (True, False, 16)
    """
    try:
        parsed = ipaddress.ip_address(address or "")
        known = str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 56), strict=False))
    except ValueError:
        known = "unknown"
    return hashlib.blake2b(known.encode(), key=_KEY, digest_size=8).hexdigest()
