"""What every rule is given: the draft, its components, the form, the law, the skeleton."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from prompts.checking.components import Components, find_components
from prompts.checking.sheet import Sheet, sheet_of
from prompts.word.form import Form, prescribed_form
from retrieval.legal import Catalogue, LegalReference, find_references
from retrieval.reading import Extracted


@dataclass(frozen=True)
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

    @cached_property
    def references(self) -> Mapping[str, tuple[LegalReference, ...]]:
        """The acts that are cited, by the text of the block that cites them."""
        texts = {block.text for block in self.sheet.blocks}
        return {text: find_references(text, self.catalogue) for text in texts}


def draft_of(name: str, extracted: Extracted, day: date, catalogue: Catalogue) -> Draft:
    """Return a file as a draft to be reviewed on a day."""
    sheet = sheet_of(name, extracted, day)
    return Draft(sheet, find_components(sheet), prescribed_form(), catalogue)
