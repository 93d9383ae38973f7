"""What `make crash` does to a library, and what must be left of it."""
