"""What lasts: the catalog (SQLite, the truth), the indexes made from it, and the Library that owns them."""
