"""Slides for a defence: the main figures of a wave in one language, each chart native and editable."""
