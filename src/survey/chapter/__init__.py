"""The chapter of a dissertation: built once, then edited in Word for a year, its numbers kept true."""
