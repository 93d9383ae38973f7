"""A reader of clauses, trained for this field: questions with their answering clauses -> an adapter on the encoder."""
