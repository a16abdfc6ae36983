"""The ways in which a sentence may claim more than its clauses, a kind a module."""
