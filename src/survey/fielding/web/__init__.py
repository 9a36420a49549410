"""The questionnaire on a server of one's own: two stores without a common key, the study's folder, release; the pages."""
