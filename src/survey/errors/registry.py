"""Every code with the names of the parameters that its sentence may use."""

from __future__ import annotations

REGISTRY: dict[str, tuple[str, ...]] = {}
"""Code -> names of parameters."""


def code(name: str, *params: str) -> str:
    """Register a code; its sentence stands in the catalogue `errors`."""
    REGISTRY[name] = params
    return name
