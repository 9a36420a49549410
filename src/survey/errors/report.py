"""Codes of what can be wrong with reports, prose, installation and commands."""

from __future__ import annotations

from survey.errors.registry import code

# -- report ------------------------------------------------------------------------------------------------------------
UNKNOWN_LANGUAGE = code("SQ-R01", "language", "available")
SOURCE_UNREADABLE = code("SQ-R02")
YAML_UNREADABLE = code("SQ-R03", "reason")
CELL_LANGUAGE = code("SQ-R04", "language")
CELL_NESTED = code("SQ-R05")
CELL_FAILED = code("SQ-R06", "kind", "message")
QUARTO_UNKNOWN = code("SQ-R07", "name", "nearest")
QUARTO_ONLY = code("SQ-R08", "name")
REFERENCE_UNRESOLVED = code("SQ-R09", "reference")
CITATION_UNKNOWN = code("SQ-R10", "citation")
PICTURE_MISSING = code("SQ-R11", "picture")
ALT_MISSING = code("SQ-R12", "figure")
CONVERSION_FAILED = code("SQ-R13", "program", "message")
QUARTO_MISSING = code("SQ-R14")
LABEL_TWICE = code("SQ-R15", "label")
LABEL_MISSING = code("SQ-R16", "label")
UNKNOWN_FORMAT = code("SQ-R17", "format", "available")
UNKNOWN_RENDERER = code("SQ-R18", "renderer", "available")
FILE_NOT_WRITTEN = code("SQ-R19", "path", "reason")
PART_UNKNOWN = code("SQ-R20", "part", "known")
SOURCE_FILE_UNREADABLE = code("SQ-R24", "path")
BAD_EPOCH = code("SQ-R25", "value")
NOTHING_CHOSEN = code("SQ-R26", "available")
OUTPUT_FAILED = code("SQ-R27", "path", "kind", "message")
WAVE_NOT_NAMED = code("SQ-R28")
CODEBOOK_OF_NOTHING = code("SQ-R60", "name", "nearest")
CODEBOOK_NOT_NAMED = code("SQ-R61")

# -- audit -------------------------------------------------------------------------------------------------------------
NUMBER_NOT_IN_COUNTS = code("SQ-R40", "printed", "section", "nearest")
UNKNOWN_SECTION = code("SQ-R41", "section", "nearest")
DUPLICATE_SECTION = code("SQ-R42", "section")
TEXT_OUTSIDE_SECTION = code("SQ-R43")
UNKNOWN_NAME = code("SQ-R44", "name", "nearest")
BAD_MARK = code("SQ-R45", "mark")
COMMENTARY_NOT_UTF8 = code("SQ-R46")

# -- installation ------------------------------------------------------------------------------------------------------
NAMESAKE = code("SQ-R59", "folder")

# -- command line ------------------------------------------------------------------------------------------------------
UNKNOWN_COMMAND = code("SQ-R50", "command", "known", "nearest")
BAD_COMMAND = code("SQ-R51", "command", "detail")
