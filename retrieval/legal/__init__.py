"""Legal documents: which there are, what is in force on a day, what a text cites, who acts now."""

from retrieval.legal.catalogue import Catalogue, shipped_catalogue
from retrieval.legal.facts import (
    Matter,
    Version,
    bears_out,
    contradicted,
    gives_another_number,
    matters,
)
from retrieval.legal.faults import PERIOD, Fault, faults_in, wrong_period
from retrieval.legal.former_places import FormerPlace, places_in
from retrieval.legal.loosely import bare_numbers, find_loosely, unknown_laws
from retrieval.legal.meaning import (
    chosen_by_day,
    chosen_by_subject,
    meant_instead,
    near_in_subject,
    newest,
    of_subject,
    of_the_day,
    perhaps_meant,
    same_number,
)
from retrieval.legal.provisions import provisions
from retrieval.legal.recall import Recall, Recalled
from retrieval.legal.references import KINDS, alike, find_references, issuer_in_symbol
from retrieval.legal.succession import TWO_LEVELS, Standing, Succession, bodies_named, successor_of
from retrieval.legal.themes import Theme, theme_of, themes
from retrieval.legal.types import Act, Event, LegalReference, Provision, Validity, ValidityStatus
from retrieval.legal.validity import VERIFIED, begun, successor_act, validity

__all__ = [
    "KINDS",
    "PERIOD",
    "TWO_LEVELS",
    "VERIFIED",
    "Act",
    "Catalogue",
    "Event",
    "Fault",
    "FormerPlace",
    "LegalReference",
    "Matter",
    "Provision",
    "Recall",
    "Recalled",
    "Standing",
    "Succession",
    "Theme",
    "Validity",
    "ValidityStatus",
    "Version",
    "alike",
    "bare_numbers",
    "bears_out",
    "begun",
    "bodies_named",
    "chosen_by_day",
    "chosen_by_subject",
    "contradicted",
    "faults_in",
    "find_loosely",
    "find_references",
    "gives_another_number",
    "issuer_in_symbol",
    "matters",
    "meant_instead",
    "near_in_subject",
    "newest",
    "of_subject",
    "of_the_day",
    "perhaps_meant",
    "places_in",
    "provisions",
    "same_number",
    "shipped_catalogue",
    "successor_act",
    "successor_of",
    "theme_of",
    "themes",
    "unknown_laws",
    "validity",
    "wrong_period",
]
