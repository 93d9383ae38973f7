"""What `make load` is made of."""
