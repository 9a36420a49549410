"""Translation of a questionnaire: terms, what became stale, PO files and the sheet of a translation team."""
