"""The model card: what a static model was trained on, how, and what it cannot do."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from retrieval.encoder.learning import Recipe
from retrieval.encoder.pairs import PIECE_CHARACTERS, WHOLE_CHARACTERS

NOT_MEASURED = "Nothing was measured when this model was trained."

_CARD = Template("""\
---
language: vi
library_name: sentence-transformers
pipeline_tag: sentence-similarity
tags:
- sentence-transformers
- static-embedding
---
# A static encoder for Vietnamese administrative text

One vector of $dim numbers in half precision for each of $terms terms: folded syllables (without
accents, in lower case) and their bigrams. The vector of a text is the mean of those of its terms,
made one long. Words without a vector add nothing; a text of such words alone gets zeros.

## Use

Read it with `retrieval.encoder.load_encoder`, which prepares the text and needs no torch. Any
other reader of sentence-transformers folders must be given prepared text:
`phong chong phong_chong` for "Phòng chống" (`retrieval.encoder.prepare`).

## Data

$pairs pairs of a heading and the text under it, with $headings different headings, from:

$sources

Equal pairs were taken once, pairs without a heading not at all, and $whole_characters characters
at most of a text. Nothing else was read. Laws that these files share with an evaluation set were
seen as heading and text, never as question and answer.

## Recipe

InfoNCE over the batch, both ways: a heading must find its text among those of $batch pairs, and
the reverse. Each epoch draws another form of each pair: the heading alone ($bare of them) or
after its topic or chapter; the whole text ($whole) or one of its paragraphs, those under
$piece_characters characters joined with the next. Equal questions in a batch are no negatives of
each other. Vectors start with a standard deviation of $spread; Adam at $rate, falling to zero.

| epochs | batch | scale | seed | smoothed loss at the end | learning took |
|---|---|---|---|---|---|
| $epochs | $batch | $scale | $seed | $loss | $seconds s |

Trained with:

    $command

## Measured

$measured

## Limits

- Word order beyond two syllables, negation and numbers are not understood: use it beside a
  search by words, never alone.
- Folding accents makes some different words one ("bạo" and "báo").
- It knows the words of its data. Other languages, slang and slips are mostly unknown terms.
- A long text is an average of many things: encode clauses, not documents.
""")


@dataclass(frozen=True, slots=True)
class Training:
    """What the card says about one run.

    Attributes:
        sources: Names of the files of pairs.
        pairs: Pairs used.
        headings: Different headings among them.
        terms: Terms with a vector.
        loss: Loss at the end, smoothed.
        seconds: Duration of learning, without reading.
        command: The command line.
        measured: Markdown with results of an evaluation; empty if there was none.
    """

    sources: tuple[str, ...]
    pairs: int
    headings: int
    terms: int
    loss: float
    seconds: float
    command: str
    measured: str


def card(training: Training, recipe: Recipe) -> str:
    """Return the model card as Markdown with a YAML head."""
    return _CARD.substitute(
        dim=recipe.dim,
        terms=f"{training.terms:,}",
        pairs=f"{training.pairs:,}",
        headings=f"{training.headings:,}",
        sources="\n".join(f"- `{name}`" for name in training.sources),
        whole_characters=f"{WHOLE_CHARACTERS:,}",
        piece_characters=PIECE_CHARACTERS,
        batch=f"{recipe.batch:,}",
        bare=f"{recipe.bare:.0%}",
        whole=f"{recipe.whole:.0%}",
        spread=recipe.spread,
        rate=recipe.rate,
        epochs=recipe.epochs,
        scale=recipe.scale,
        seed=recipe.seed,
        loss=f"{training.loss:.3f}",
        seconds=f"{training.seconds:.0f}",
        command=training.command,
        measured=training.measured.strip() or NOT_MEASURED,
    )
