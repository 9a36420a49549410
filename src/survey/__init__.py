"""Field an expert questionnaire in Kazakh, Russian and English; clean, analyse and report its answers."""
