"""Codes of what can be wrong with fielding a questionnaire."""

from __future__ import annotations

from survey.errors.registry import code

# -- exports to platforms ----------------------------------------------------------------------------------------------
PLATFORM_NOT_KNOWN = code("SQ-F01", "platform", "known", "nearest")
TEXT_UNTRANSLATED = code("SQ-F02", "what", "language")
LANGUAGE_NOT_ASKED = code("SQ-F03", "language", "available")
NAMES_COLLIDE = code("SQ-F04", "platform", "name", "first", "second")
ORDER_FIXED_LAST = code("SQ-F05", "item", "platform", "codes")  # F05 to F08 stop nothing: told with an export
ORDER_FIXED_ROWS = code("SQ-F06", "item", "platform")
THANKS_LEFT_OUT = code("SQ-F07", "platform")
LANGUAGE_NOT_RECORDED = code("SQ-F08", "platform")
SIGNS_MEAN_MORE = code("SQ-F09", "what", "platform", "signs")
NAME_RESERVED = code("SQ-F10", "platform", "item")
NO_FOLDER_FOR_EXPORT = code("SQ-F11", "path")
ANSWERS_TYPED_IN = code("SQ-F12", "path")
VALUE_LIKE_TEXT = code("SQ-F13", "item", "platform", "value", "answer", "other")
VALUE_BELOW_ZERO = code("SQ-F14", "item", "platform", "values")
JOINED_UNUSED = code("SQ-F15", "platform", "known")
SHOW_IF_NOT_OFFERED = code("SQ-F16", "item", "asked", "codes")
LANGUAGE_BY_HAND = code("SQ-F17", "platform", "file", "language")  # F17 to F19 stop nothing
LANGUAGES_TOGETHER = code("SQ-F18", "platform")
OTHER_LAST = code("SQ-F19", "item", "platform", "option")
VALUE_NO_CODE = code("SQ-F20", "item", "platform", "values")
OTHERS_SEVERAL = code("SQ-F21", "item", "platform", "codes")
NAMES_OF_ANOTHER = code("SQ-F22", "instrument", "expected")
NAMES_COLUMN = code("SQ-F23", "column", "nearest")
SHOW_IF_BY_HAND = code("SQ-F24", "item", "platform", "condition")  # F24 to F29, F32 to F36 stop nothing
ORDER_BY_HAND = code("SQ-F25", "item", "platform")
REQUIRED_BY_HAND = code("SQ-F26", "items", "platform")
LIMITS_BY_HAND = code("SQ-F27", "item", "platform", "limits")
WRITE_IN_BY_HAND = code("SQ-F28", "item", "platform", "option")
ALONE_NOT_KEPT = code("SQ-F29", "item", "platform", "codes")
SHOW_IF_NO_PAGE = code("SQ-F30", "item", "platform", "condition")
ANSWERS_ALIKE = code("SQ-F31", "item", "platform", "text")
OTHER_OWN_WORD = code("SQ-F32", "item", "platform", "option")
CONSENT_BY_HAND = code("SQ-F33", "platform")
FORM_EACH_LANGUAGE = code("SQ-F34", "platform")
THANKS_BY_HAND = code("SQ-F35", "platform")
NAMES_MAPPED = code("SQ-F36", "n", "file")
NAMES_TWICE = code("SQ-F37", "name", "first")
NAMES_OF_PLATFORM = code("SQ-F38", "platform", "found")

# -- paper, law, ethics ------------------------------------------------------------------------------------------------
LAW_CAUTION = code("SQ-F40", "text", "source", "checked_on")  # F40 to F43 stop nothing
LAW_OLD = code("SQ-F41", "title", "checked_on")
PAPER_NO_CONSENT = code("SQ-F42")
PAPER_ORDER = code("SQ-F43", "item")

# -- letters -----------------------------------------------------------------------------------------------------------
EXPERT_NAMELESS = code("SQ-F44")
ADDRESS_UNUSABLE = code("SQ-F45", "value")

# -- the web questionnaire: its stores, invitations, close -------------------------------------------------------------
ANSWERS_CLOSED = code("SQ-F60")
RECORD_NOT_AN_ID = code("SQ-F61")
RECORD_UNKNOWN = code("SQ-F62")
RECORD_SENT = code("SQ-F63")
INVITATION_UNKNOWN = code("SQ-F64")
INVITATION_REVOKED = code("SQ-F65")
FIELD_SETTINGS = code("SQ-F66")
ADMIN_WORD_SHORT = code("SQ-F67", "least")
EXPERTS_COLUMN = code("SQ-F68", "column", "found")
EXPERT_LANGUAGE = code("SQ-F69", "value", "known")
LINKS_COLUMN = code("SQ-F70", "column", "found")
LINK_UNKNOWN = code("SQ-F71", "links")
LINK_OLDER = code("SQ-F72", "links")
LINKS_EXIST = code("SQ-F73", "path")
TOO_FEW_SENT = code("SQ-F74", "n", "least")
MINIMUM_LOW = code("SQ-F75", "value", "least")
CODE_OPENS_NOTHING = code("SQ-F76")
BACKUP_EXISTS = code("SQ-F77", "path")
SMALL_CELLS = code("SQ-F78", "cells", "least")
NOT_IN_FIELD = code("SQ-F79", "path")

# -- the web questionnaire: serving its pages --------------------------------------------------------------------------
SERVE_PORT_TAKEN = code("SQ-F80", "host", "port")
SERVE_BARE = code("SQ-F81", "host")
SERVE_CLOSED = code("SQ-F82", "wave")
SERVE_HOST_NAME = code("SQ-F83", "name")
SERVE_WORDS_DIFFER = code("SQ-F84")
PILOT_HAS_PEOPLE = code("SQ-F85", "n", "path")
RECORD_LACKS = code("SQ-F86")

# -- the questionnaire was changed while people answered ---------------------------------------------------------------
QUESTIONNAIRE_CHANGED = code("SQ-F87", "path")
ITEM_GONE = code("SQ-F88", "item", "n")
OPTION_GONE = code("SQ-F89", "item", "option", "n")
ITEM_UNASKED = code("SQ-F90", "item", "n")

# -- lists of people ---------------------------------------------------------------------------------------------------
TOLD_TOO_MANY = code("SQ-F91", "told", "left")
EXPERT_TWICE = code("SQ-F92", "what", "first")  # stops nothing: told when people are invited
