"""The model card: what a static model was trained on, how, and what it cannot do."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from retrieval.encoder.field import OF_A_CLAUSE, OF_A_PASSAGE
from retrieval.encoder.learning import Recipe
from retrieval.encoder.pairs import PIECE_CHARACTERS, WHOLE_CHARACTERS

NO_FIELD = "\nNothing else was read.\n"
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

One vector of $dim numbers of 8 bits, with a scale, for each of $terms terms: folded syllables
(without accents, in lower case) and their bigrams. The vector of a text is the mean of those of its
terms, made one long. Words without a vector add nothing; a text of such words alone gets zeros.

## Use

Read it with `retrieval.encoder.load_encoder`, which prepares the text and needs no torch.
model2vec and sentence-transformers read it too, given prepared text: `phong chong phong_chong` for
"Phòng chống" (`retrieval.encoder.prepare`).

## Data

Law: $pairs pairs of a heading and the text under it, with $headings different headings, from:

$sources

Equal pairs were taken once, pairs without a heading not at all, and $whole_characters characters
at most of a text. Laws that these files share with an evaluation set were seen as heading and
text, never as question and answer.
$field
## Recipe

InfoNCE over the batch, both ways: a heading must find its text among those of $batch pairs, and
the reverse. Each epoch draws another form of each pair: the heading alone ($bare of them) or
after its topic or chapter; the whole text ($whole) or one of its paragraphs, those under
$piece_characters characters joined with the next. Of pairs of law, $cloze are
drawn otherwise: a paragraph with words left out by chance must find the text under its heading
(the inverse cloze task). Pairs with the same question or the same whole text are no negatives of
each other. Vectors start with a standard deviation of $spread; Adam at $rate, falling to zero. One
thread, so that the bytes do not depend on the cores.

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
- It knows the words of its data. English, slang and slips beyond it are mostly unknown terms.
- Rare pairs of syllables weigh much and training on few plans leans on them: with "phòng tránh" in
  a question about drowning, a text on abuse can come nearer. Why was not found out.
- A long text is an average of many things: encode clauses, not documents.
""")

_FIELD = Template("""
Field, all made by the training command from the project's own `corpus/`:

- $said pairs of what people say and what plans write: synonyms, topics, names of bodies,
  abbreviations, English terms;
- $clauses pairs of a heading or a body and a clause of the shipped plans under it;
- $disguised pseudo-questions, each with its text: $of_a_clause of each clause of the shipped
  plans, $of_a_passage of each passage of the law files about children. A pseudo-question is a
  stretch of the text in which known phrases give way to everyday, short or English words, other
  words are dropped, neighbours change places and words without matter are put in, all by chance.

Batches hold law, plain field pairs or pseudo-questions, never two of them. Every term of the
field has a vector; those found in most pairs of law take the rest.

The clauses are those of the five shipped plans, **the very ones that are searched**, and the
everyday words are those by which the search by words widens a question. No question written by a
person was trained on. But on these plans the model is at home: expect less on plans added later.
""")


@dataclass(frozen=True, slots=True)
class Training:
    """What the card says about one run.

    Attributes:
        sources: Names of the files of pairs.
        pairs: Pairs of law used.
        headings: Different headings among them.
        said: Pairs of what people say and what plans write.
        clauses: Pairs of a heading and a clause.
        disguised: Pairs of a pseudo-question and its text.
        terms: Terms with a vector.
        loss: Loss at the end, smoothed.
        seconds: Duration of learning, without reading.
        command: The command line.
        measured: Markdown with results of an evaluation; empty if there was none.
    """

    sources: tuple[str, ...]
    pairs: int
    headings: int
    said: int
    clauses: int
    disguised: int
    terms: int
    loss: float
    seconds: float
    command: str
    measured: str

    @property
    def all_pairs(self) -> int:
        """Pairs of law and of the field."""
        return self.pairs + self.said + self.clauses + self.disguised


def card(training: Training, recipe: Recipe) -> str:
    """Return the model card as Markdown with a YAML head."""
    return _CARD.substitute(
        dim=recipe.dim,
        terms=f"{training.terms:,}",
        pairs=f"{training.pairs:,}",
        headings=f"{training.headings:,}",
        sources="\n".join(f"- `{name}`" for name in training.sources),
        field=_field(training),
        whole_characters=f"{WHOLE_CHARACTERS:,}",
        piece_characters=PIECE_CHARACTERS,
        batch=f"{recipe.batch:,}",
        bare=f"{recipe.bare:.0%}",
        whole=f"{recipe.whole:.0%}",
        cloze=f"{recipe.cloze:.0%}",
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


def _field(training: Training) -> str:
    """Return what the card says about pairs of the field."""
    if not training.disguised:
        return NO_FIELD
    return _FIELD.substitute(
        said=f"{training.said:,}",
        clauses=f"{training.clauses:,}",
        disguised=f"{training.disguised:,}",
        of_a_clause=OF_A_CLAUSE,
        of_a_passage=OF_A_PASSAGE,
    )
