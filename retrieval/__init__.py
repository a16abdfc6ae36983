"""From a file to ranked clauses: reading, parsing, library, index, search, evaluation."""
