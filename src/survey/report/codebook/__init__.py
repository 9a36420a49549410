"""The codebook: every variable of a wave or a questionnaire, as a document and as a workbook."""
