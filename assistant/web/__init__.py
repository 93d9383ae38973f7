"""An Assistant -> the HTTP API, the chat page and the widget, served by one FastAPI app."""
