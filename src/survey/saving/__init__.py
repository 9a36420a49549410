"""Single tables and figures as files, for a thesis that is written elsewhere."""
