"""Frames of counts as tables that people read."""
