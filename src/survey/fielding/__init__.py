"""A questionnaire goes out: to platforms, on paper, and on a server of one's own."""
