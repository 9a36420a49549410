"""Texts, numbers, dates and phrases in Kazakh, Russian and English."""
