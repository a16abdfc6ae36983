"""Legal documents: which there are, what is in force on a day, what a text cites, who acts now."""

from retrieval.legal.catalogue import Catalogue, shipped_catalogue
from retrieval.legal.faults import Fault, faults_in
from retrieval.legal.provisions import provisions
from retrieval.legal.references import find_references
from retrieval.legal.succession import Succession, successor_of
from retrieval.legal.types import Act, Event, LegalReference, Provision, Validity, ValidityStatus
from retrieval.legal.validity import VERIFIED, validity

__all__ = [
    "VERIFIED",
    "Act",
    "Catalogue",
    "Event",
    "Fault",
    "LegalReference",
    "Provision",
    "Succession",
    "Validity",
    "ValidityStatus",
    "faults_in",
    "find_references",
    "provisions",
    "shipped_catalogue",
    "successor_of",
    "validity",
]
