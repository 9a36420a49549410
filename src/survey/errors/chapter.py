"""Codes of what can be wrong with the chapter of a dissertation, its profile, its numbers, slides and abstract.

The letter is W, because C is that of cleaning. W01-W19 the chapter, W20-W39 its living numbers, W40-W69 profiles and citations,
W70-W99 charts, workbooks, slides and abstracts.
"""

from __future__ import annotations

from survey.errors.registry import code

# -- the chapter -------------------------------------------------------------------------------------------------------
CHAPTER_IS_THERE = code("SQ-W01", "path")
LOST = code("SQ-W02", "title", "what")
NOT_OF_THIS_WAVE = code("SQ-W03", "title", "wave")
STATISTIC_UNKNOWN = code("SQ-W04", "statistic", "item", "known", "nearest")
FORMAT_UNKNOWN = code("SQ-W05", "format", "statistic")
CHAPTER_ITEM = code("SQ-W06", "item", "like")
START_NOT_POSITIVE = code("SQ-W07", "option", "value")
SECTION_NUMBER = code("SQ-W08", "value")
ADDRESS_TOO_LONG = code("SQ-W09", "part", "text", "length", "most")
CHAPTER_LANGUAGE = code("SQ-W10", "language", "known")
NO_INTERVAL = code("SQ-W11", "title")

# -- living numbers ----------------------------------------------------------------------------------------------------
WORD_FILE_OLD = code("SQ-W20")
WORD_FILE_LOCKED = code("SQ-W21")
WORD_FILE_STRICT = code("SQ-W22")
WORD_FILE_SIGNED = code("SQ-W23")
WORD_FILE_OPEN = code("SQ-W24", "lock")
NO_LIVING_NUMBERS = code("SQ-W25")
ADDRESS_DAMAGED = code("SQ-W26", "title", "tag", "around")
NUMBER_LOST = code("SQ-W27", "around", "reason")
PICTURE_GONE = code("SQ-W28", "title", "around")
ROWS_CHANGED = code("SQ-W29", "title", "new", "gone")
ENDING_TO_CHECK = code("SQ-W30", "printed", "right", "around")
FIGURE_NOT_DRAWN = code("SQ-W31", "title")
TAGS_LOST = code("SQ-W32", "n")
NUMBERS_OF_ANOTHER_WAVE = code("SQ-W33", "other", "n", "wave")
WORD_FILE_IN_USE = code("SQ-W34", "lock")
WORD_FILE_READ_ONLY = code("SQ-W35")
WORD_FILE_HUGE = code("SQ-W36", "size", "most")
WORD_PART_DOCTYPE = code("SQ-W37", "part")
BUILT_FROM_INVENTED = code("SQ-W38", "wave")
BUILT_FROM_REAL = code("SQ-W39", "wave")
WORD_FILE_PDF = code("SQ-W15")
FORM_TO_CHECK = code("SQ-W14", "printed", "around")
ENDING_OF_HIDDEN = code("SQ-W12", "printed", "around")
COLUMNS_CHANGED = code("SQ-W13", "title", "new", "gone")

# -- formatting profiles and citations ---------------------------------------------------------------------------------
PROFILE_UNKNOWN = code("SQ-W40", "name", "known", "nearest")
NOT_A_LENGTH = code("SQ-W41", "key", "value", "example")
LENGTH_OUT_OF_RANGE = code("SQ-W42", "key", "value", "low", "high")
CAPTION_FORM = code("SQ-W43", "key", "value")
PROFILE_CIRCLE = code("SQ-W44", "name")
TRANSLITERATION_UNKNOWN = code("SQ-W45", "name", "known", "nearest")
CAPTION_WORD = code("SQ-W46", "key", "value")
NOT_A_TEXT_FILE = code("SQ-W47")
CITATION_STYLE = code("SQ-W48", "name", "looked")

# -- slides and abstracts ----------------------------------------------------------------------------------------------
DOCUMENT_IS_THERE = code("SQ-W70", "path")
SLIDE_WITHOUT_FIGURE = code("SQ-W71", "item")
# What a document has against its profile; said by the check.
PAGE_SIZE_IS = code("SQ-W50", "section", "found", "expected")
MARGIN_IS = code("SQ-W51", "section", "side", "found", "expected")
FONT_IS = code("SQ-W52", "words", "found", "expected")
SIZE_IS = code("SQ-W53", "words", "found", "expected")
SPACING_IS = code("SQ-W54", "words", "found", "expected")
INDENT_IS = code("SQ-W55", "words", "found", "expected")
ALIGNMENT_IS = code("SQ-W56", "words", "found", "expected")
CAPTION_IS = code("SQ-W57", "words", "expected")
CAPTION_PLACE_IS = code("SQ-W58", "words", "expected")
CAPTION_GAP = code("SQ-W59", "words", "found", "expected")
CAPTION_TYPED = code("SQ-W60", "words")
CAPTION_UNMENTIONED = code("SQ-W69", "words")
CAPTION_MISSING = code("SQ-W61", "kind")
REFERENCE_LOST = code("SQ-W62", "words", "target")
REFERENCE_TYPED = code("SQ-W63", "words", "typed")
DECIMAL_IS = code("SQ-W64", "words", "expected")
HEADING_TYPED = code("SQ-W65", "words")
HEADING_NUMBERED = code("SQ-W66", "words", "expected")
HEADING_POINT = code("SQ-W67", "words")
EMPHASIS_IS = code("SQ-W49", "words", "expected")
NEW_PAGE_IS = code("SQ-W72", "words", "expected")
GAP_IS = code("SQ-W73", "words", "side", "found", "expected")
TABLE_LINES_ARE = code("SQ-W74", "words", "expected")
RUNNING_TITLE_IS = code("SQ-W75", "section", "expected")
DISTANCE_IS = code("SQ-W76", "section", "side", "found", "expected")
CAPTION_ORDER = code("SQ-W77", "words", "found", "expected")
PAGE_NUMBER_IS = code("SQ-W68", "section", "expected")
