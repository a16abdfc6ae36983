"""What every rule is given: the draft, its components, the form, the law, the skeleton."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from prompts.checking.components import Components, find_components
from prompts.checking.sheet import Sheet, sheet_of
from prompts.word.form import Form, prescribed_form
from retrieval.legal import Catalogue
from retrieval.reading import Extracted


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with what its rules compare it to.

    Attributes:
        one_page: Characters beyond which a document surely has a second page.
        long_table: Rows beyond which a table surely goes on to a second page.
    """

    sheet: Sheet
    components: Components
    form: Form
    catalogue: Catalogue
    one_page: int = 3500
    long_table: int = 12


def draft_of(name: str, extracted: Extracted, day: date, catalogue: Catalogue) -> Draft:
    """Return a file as a draft to be reviewed on a day."""
    sheet = sheet_of(name, extracted, day)
    return Draft(sheet, find_components(sheet), prescribed_form(), catalogue)
