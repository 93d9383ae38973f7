"""Evidence -> an Answer whose every statement is checked against the words it cites."""
