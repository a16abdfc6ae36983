"""What answers about law are told from."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.legal import Catalogue, Recall
from retrieval.library import Library


@dataclass(frozen=True, slots=True)
class Sources:
    """The plans, the acts, and what is recalled of facts and provisions."""

    library: Library
    catalogue: Catalogue
    recall: Recall
