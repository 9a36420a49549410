"""The facts of an annotation on one page, in every language of a study: what its author writes stays to be written."""
