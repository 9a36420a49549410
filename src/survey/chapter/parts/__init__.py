"""The parts of a chapter, each a module with `write(chapter)`."""
