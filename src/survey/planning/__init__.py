"""Before the field: made-up answers to try a study on."""
