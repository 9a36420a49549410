"""The questionnaire: its model, the reader of its YAML file, and the conditions under which a question is asked."""
