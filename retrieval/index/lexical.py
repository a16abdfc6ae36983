"""The door to tantivy: words, accented and folded, syllables and bigrams, ranked by BM25."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from retrieval.index.entries import Entry
from retrieval.text import bigrams, fold, syllables

HEADING_COPIES = 2
"""How often headings stand in a clause's words: they weigh more than its own (ALQAC 2022)."""
COMMON = 0.5
"""Share of the entries beyond which a word tells none from another and is not looked for."""
MANY = 10_000
"""Entries beyond which a word costs more than it tells: a tenth of 100,000 clauses. With a tenth
as the share, development questions find the same, ALQAC 2022 .005 of nDCG@10 less."""
WRITER_BYTES = 60_000_000
"""Memory of the writer; tantivy wants at least 15 MB a thread."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a word counts by where it is found, against 1 in the clause's own text.

    Attributes:
        title: Found in the title of the document.
        folded: Found only without regard to accents, when the question has accents.
        bigram: Two neighbouring syllables, against 1 for a syllable.
    """

    title: float = 0.25
    folded: float = 0.3
    bigram: float = 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """A word or bigram to look for, with its weight."""

    text: str
    folded: bool
    weight: float


def write_words(
    folder: Path, entries: Iterable[Entry], *, first: int = 0, gone: Iterable[str] = ()
) -> None:
    """Write entries into a folder, into what lies there already if anything does.

    Args:
        folder: Empty, or of an earlier generation; tantivy adds files and changes none.
        entries: What is indexed.
        first: Ordinal of the first entry.
        gone: Groups whose entries are taken out before.
    """
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(WRITER_BYTES, num_threads=1)
    for group in gone:
        writer.delete_documents_by_term("group", group)
    for ordinal, entry in enumerate(entries, first):
        writer.add_document(_document(ordinal, entry))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("ordinal", fast=True)
    builder.add_text_field("group", tokenizer_name="raw", index_option="basic")
    for field in ("title", "words"):
        for name in (field, f"{field}_folded"):
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(ordinal: int, entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("ordinal", ordinal)
    document.add_text("group", entry.group)
    fields = {"title": [entry.title], "words": [entry.trail] * HEADING_COPIES + [entry.text]}
    for field, texts in fields.items():
        spoken = [syllables(text) for text in texts]
        bare = [[fold(token) for token in tokens] for tokens in spoken]
        document.add_text(field, " ".join(w for part in spoken for w in _with_pairs(part)))
        document.add_text(f"{field}_folded", " ".join(w for p in bare for w in _with_pairs(p)))
    return document


def _with_pairs(tokens: list[str]) -> list[str]:
    return [*tokens, *bigrams(tokens)]


class LexicalIndex:
    """Searches the words of one generation."""

    def __init__(self, folder: Path, *, weights: Weights = Weights()) -> None:
        self._index = tantivy.Index(_schema(), path=str(folder))
        self._searcher = self._index.searcher()
        self._weights = weights

    def __len__(self) -> int:
        """Return how many entries there are."""
        return int(self._searcher.num_docs)

    def frequency(self, token: str, *, folded: bool) -> int:
        """Return how many entries hold a token, or a bigram joined by "_"."""
        return int(self._searcher.doc_freq("words_folded" if folded else "words", token))

    def search(
        self, terms: Sequence[Term], limit: int, groups: Sequence[str] = ()
    ) -> list[tuple[int, float]]:
        """Return ordinals with their BM25 scores, best first.

        Args:
            terms: What to look for; any of them suffices.
            limit: How many at most.
            groups: Only entries of these groups; empty means all.
        """
        if not terms or limit < 1:
            return []
        wanted = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._query(name, term)) for name, term in self._telling(terms)]
        )
        if groups:
            schema = self._index.schema
            among = tantivy.Query.term_set_query(schema, "group", list(groups))
            only = tantivy.Query.boost_query(among, 0.0)
            wanted = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, only)]
            )
        hits = self._searcher.search(wanted, limit, count=False).hits
        ordinals = self._searcher.fast_field_values("ordinal", [at for _, at in hits])
        found = [
            (int(ordinal or 0), float(score))
            for ordinal, (score, _) in zip(ordinals, hits, strict=True)
        ]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _telling(self, terms: Sequence[Term]) -> list[tuple[str, Term]]:
        """Return where to look for what: not where every other entry has it, if any is left."""
        places = [
            (f"{name}_folded" if term.folded else name, term)
            for term in terms
            for name in ("title", "words")
        ]
        most = min(COMMON * len(self), MANY)
        held = [(self._searcher.doc_freq(name, term.text), name, term) for name, term in places]
        return [(name, term) for count, name, term in held if 0 < count <= most] or places

    def _query(self, name: str, term: Term) -> tantivy.Query:
        boost = self._weights.title if name.startswith("title") else 1.0
        query = tantivy.Query.term_query(self._index.schema, name, term.text, "freq")
        return tantivy.Query.boost_query(query, boost * term.weight)


def terms_of(words: str, *, weights: Weights = Weights(), weight: float = 1.0) -> list[Term]:
    """Return the terms of a text: as typed and folded when it has accents, else folded."""
    tokens = syllables(words)
    folded = [fold(token) for token in tokens]
    accented = folded != tokens
    share = weights.folded if accented else 1.0
    terms = _weighted(folded, weights, weight * share, folded=True)
    return (_weighted(tokens, weights, weight, folded=False) if accented else []) + terms


def _weighted(tokens: list[str], weights: Weights, weight: float, *, folded: bool) -> list[Term]:
    single = [Term(token, folded, weight) for token in dict.fromkeys(tokens)]
    pairs = dict.fromkeys(bigrams(tokens))
    return single + [Term(pair, folded, weight * weights.bigram) for pair in pairs]
