"""What can be said of a wave: every function that takes one."""
