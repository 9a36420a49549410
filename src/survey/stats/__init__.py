"""Statistics of counts, frames and arrays; they know no wave, language or file."""
