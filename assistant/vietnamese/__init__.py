"""Vietnamese text in, its parts out: spelling, syllables, sentences, numbers, dates, abbreviations, places."""
