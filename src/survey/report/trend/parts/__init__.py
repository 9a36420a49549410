"""The parts of the report that compares waves, each a module with `write`."""
