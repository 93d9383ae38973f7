"""Evidence -> a draft worded by a chat model, or the extractive one and a note that says why not."""
