"""Good, damaged and hostile files in every format, made from a seed, and what the library makes of them."""
