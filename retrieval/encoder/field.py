"""Pairs of the field: the project's own words and plans, and law about children, disguised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from retrieval.encoder.base import EncoderError
from retrieval.encoder.disguise import Disguise
from retrieval.encoder.lexicon import JOINT, read_lexicon
from retrieval.encoder.pairs import Pair, pieces
from retrieval.encoder.vocabulary import PIECES
from retrieval.parsing import parse
from retrieval.text import collapse
from retrieval.types import Block, BlockType

OF_A_CLAUSE = 300
"""Pseudo-questions made of each clause of a plan."""
OF_A_PASSAGE = 6
"""Pseudo-questions made of each passage of law about children."""
KNOWN_PHRASES = 4
"""A passage with fewer phrases that have other words teaches too little about them."""
CHILDREN = "trẻ em"


@dataclass(frozen=True, slots=True)
class Field:
    """What the project's own words and plans give for training.

    Attributes:
        said: Pairs of what people say and what plans write.
        clauses: Pairs of a heading or a body and a clause under it.
        disguised: Pairs of a pseudo-question and its clause or passage of law.
    """

    said: tuple[Pair, ...] = ()
    clauses: tuple[Pair, ...] = ()
    disguised: tuple[Pair, ...] = ()

    @property
    def plain(self) -> tuple[Pair, ...]:
        """Pairs of which both sides were written by people."""
        return self.said + self.clauses

    @property
    def texts(self) -> Iterator[str]:
        """Yield the texts of which every term must have a vector."""
        for pair in self.said:
            yield pair.heading
            yield from pair.text.split(JOINT)
        yield from dict.fromkeys(pair.text for pair in self.clauses)


def read_field(corpus: Path, law: Sequence[Pair], seed: int) -> Field:
    """Make the pairs of a field.

    Args:
        corpus: Folder of the project's words and of `plans/*.txt`.
        law: Heading/text pairs, of which passages about children are disguised too.
        seed: Of the disguises.

    Raises:
        EncoderError: A file is missing or is not what it should be ("field_unreadable").
    """
    lexicon = read_lexicon(corpus)
    disguise, rng = Disguise(lexicon), Random(seed)
    blocks = _clauses(corpus / "plans")
    disguised = [
        pair for block in blocks for pair in _questions(disguise, _text(block), OF_A_CLAUSE, rng)
    ]
    disguised += _passages(disguise, law, rng)
    under = dict.fromkeys(pair for block in blocks for pair in _under(block))
    return Field(lexicon.pairs, tuple(under), tuple(disguised))


def _clauses(plans: Path) -> list[Block]:
    paths = sorted(plans.glob("*.txt"))
    if not paths:
        raise EncoderError("field_unreadable", name=str(plans), reason="no plans")
    parsed = [parse(path.read_text(encoding="utf-8")) for path in paths]
    return [block for plan in parsed for block in plan.blocks if block.type is BlockType.CLAUSE]


def _text(block: Block) -> str:
    """Return a clause as the index has it encoded: headings, bodies, text."""
    return collapse(" . ".join((*block.trail, " ; ".join(block.facts.bodies), block.text)))


def _under(block: Block) -> Iterator[Pair]:
    headings = [*block.trail[-1:], *block.facts.bodies]
    yield from (Pair(heading, (), _text(block)) for heading in headings if heading)


def _questions(disguise: Disguise, text: str, count: int, rng: Random) -> Iterator[Pair]:
    units = disguise.units(text)
    for _ in range(count):
        if question := disguise.question(units, rng):
            yield Pair(question, (), text)


def _passages(disguise: Disguise, law: Sequence[Pair], rng: Random) -> Iterator[Pair]:
    """Yield pseudo-questions about the paragraphs of law that name children."""
    about = (pair.text for pair in law if CHILDREN in pair.text.lower())
    for piece in (piece for text in about for piece in pieces(text)[:PIECES] or [text]):
        units = disguise.units(piece) if CHILDREN in piece.lower() else []
        if sum(bool(unit.others) for unit in units) >= KNOWN_PHRASES:
            yield from _questions(disguise, piece, OF_A_PASSAGE, rng)
