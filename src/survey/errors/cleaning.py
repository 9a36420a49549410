"""Codes of what can be wrong with rules, decisions and logs of cleaning."""

from __future__ import annotations

from survey.errors.registry import code

NOT_AN_OPTION = code("SQ-C01", "item", "answer", "respondent", "nearest")
RAW_CHANGED = code("SQ-C02", "file", "now", "record", "before")
RULE_UNKNOWN = code("SQ-C03", "rule", "known", "nearest")
RULE_ACTION = code("SQ-C04", "rule", "value", "allowed", "nearest")
RULE_PARAMETER = code("SQ-C05", "rule", "key", "known", "nearest")
RULE_BAD_VALUE = code("SQ-C06", "rule", "key", "value", "example")
RULE_ITEM = code("SQ-C07", "rule", "item", "nearest")
CLEANING_NEEDS_ROWS = code("SQ-C08")
TWO_FILES = code("SQ-C09", "first", "second")
DECISION_UNKNOWN = code("SQ-C10", "do", "known", "nearest")
DECISION_NEEDS = code("SQ-C11", "do", "key")
DECISION_RESPONDENT = code("SQ-C12", "respondent", "nearest")
DECISION_ITEM = code("SQ-C13", "item", "nearest")
DECISION_CODE = code("SQ-C14", "item", "answer", "known", "nearest")
DECISION_NUMBER = code("SQ-C15", "item", "value")
DECISION_DATE = code("SQ-C16", "value")
DECISIONS_CONFLICT = code("SQ-C17", "respondent", "first")
RECODE_UNKNOWN = code("SQ-C18", "decision", "known", "nearest")
RECODE_ITEM = code("SQ-C19", "item", "nearest")
RECODE_CODE = code("SQ-C20", "item", "answer", "known", "nearest")
RECODE_TAKEN = code("SQ-C21", "item", "answer")
RECODE_NAME = code("SQ-C22", "value")
RECODE_LABEL = code("SQ-C23", "item", "answer", "language")
RECODE_TWICE = code("SQ-C24", "item", "text", "first")
RECODE_OF_MARGINS = code("SQ-C25", "decision")
LOG_MISFIT = code("SQ-C26", "respondent", "item", "before", "found")
CLEAN_NOT_WRITTEN = code("SQ-C27", "path", "reason")
CLEAN_IN_PACKAGE = code("SQ-C28", "wave", "folder")

# Not errors: what the rules could not judge, in the `warnings` of a wave.
NEAR_SAME_NOT_SOUGHT = code("SQ-C30", "rows", "most")
ATTENTION_WITHOUT_ANSWER = code("SQ-C31", "items")
SAME_NOT_SOUGHT = code("SQ-C32", "least", "answered")
DECISION_IDLE = code("SQ-C33", "respondent", "do")
