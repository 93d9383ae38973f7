"""Question sets, metrics and benchmarks; nothing in assistant/ imports from here."""
