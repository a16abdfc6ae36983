"""From clauses to an answer or a draft: templates, answering, drafting, verifying, Word."""
