"""Frames of counts as pictures that people read."""
