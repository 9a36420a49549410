"""Settings, answers, counts, margins and provenance of one wave of a study."""
