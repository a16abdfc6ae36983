"""The index: derived from the library, verified when opened, mended when it is not whole."""

from retrieval.index.entries import Entry
from retrieval.index.keeper import Index
from retrieval.index.lexical import Term, Weights, terms_of
from retrieval.index.snapshot import Snapshot, throwaway

__all__ = ["Entry", "Index", "Snapshot", "Term", "Weights", "terms_of", "throwaway"]
