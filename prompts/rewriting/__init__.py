"""A language model's wording of an answer: only what the cited clauses bear out is shown."""
