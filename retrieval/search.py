"""Words and vectors together: clauses ranked for a question, with a score that means something."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from retrieval.encoder import Encoder
from retrieval.index import Index, Snapshot, Term, Weights, terms_of
from retrieval.library import Library
from retrieval.query import Intent, Question, families_in
from retrieval.relevance import concept_weights, coverage, fit, shows
from retrieval.reranker import Reranker
from retrieval.text import bigrams, fold, syllables
from retrieval.types import Clause, Ranking, ScoredClause

DEPTH = 50
"""How many entries each ranking contributes."""
SHOWN = 25
"""Entries that only show what a question is about; on development questions 20 find the same."""
MENTIONS = 400
"""Clauses looked through for any mention of a matter."""
RERANKED = 20
"""First hits that a reranker orders anew, if one is configured."""
NO_PLAN = "-"
"""Stands where no plan may be searched: no id of a document is like it."""
CLAUSES_KEPT = 5000
"""Clauses kept in memory, so that the database is asked only for new ones."""
VECTOR_SHARE = 0.5
"""Weight of the vectors' ranking against 1 for the words': chosen on ALQAC 2022 (.3: .958, .5:
.960, .8: .960) and on development questions: .3 finds less in English, .8 less with slips."""


SECTION_BONUS = 3.0
"""What standing in the section that was asked for is worth: more than all words together."""


@dataclass(frozen=True, slots=True)
class Options:
    """Parts of the search, to be switched off for an ablation.

    Attributes:
        vector_share: Weight of the vectors; 0 leaves them out, infinity leaves the words out.
        coverage_share: Weight of how much of the question a clause covers.
        suit_share: What it is worth that a clause is of the kind that was asked for.
        body_share: What it is worth that a clause is given to a body that was named.
        duty_share: The same where nothing but the body's tasks is asked for (development
            questions: 1.0 and 1.5 find most).
        fold: Whether words are looked for without regard to accents too.
        expand: Whether other words for the same are looked for too.
        expansion_weight: What these words are worth together against the word as typed.
        weights: What a word is worth by where it is found.
    """

    vector_share: float = VECTOR_SHARE
    coverage_share: float = 2.0
    suit_share: float = 0.3
    body_share: float = 0.3
    duty_share: float = 1.5
    fold: bool = True
    expand: bool = True
    expansion_weight: float = 0.6
    weights: Weights = field(default_factory=Weights)


class Searcher:
    """Finds clauses of a library.

    Args:
        library: Where the clauses are.
        index: Where their words and vectors are.
        encoder: The one that the index was built with.
        options: Parts of the search that are on.
        reranker: Orders the first hits anew; None leaves them as they are.
    """

    def __init__(
        self,
        library: Library,
        index: Index,
        encoder: Encoder,
        options: Options = Options(),
        reranker: Reranker | None = None,
    ) -> None:
        self._library = library
        self._index = index
        self._encoder = encoder
        self._options = options
        self._reranker = reranker
        self._read: tuple[str, dict[str, Clause]] = ("", {})

    def search(self, question: Question, *, limit: int = 10) -> Ranking:
        """Return the clauses nearest to a question, best first.

        A place or year that the question names restricts the search to those plans.
        """
        snapshot = self._index.snapshot()
        within = self._among_plans(question)
        depth = max(limit, DEPTH)
        fused = fused_hits(snapshot, self._encoder, within, self._options, depth=depth)
        telling = telling_terms(question, self._options)
        shown = snapshot.words.search(telling, SHOWN, within.documents)
        keys = [snapshot.keys[ordinal] for ordinal, _ in (*fused, *shown)]
        keys += self._library.section_keys(question.documents, question.section)
        clauses = self._clauses_at(snapshot, keys)
        scores = [score for _, score in fused] + [0.0] * (len(keys) - len(fused))
        found: dict[str, tuple[Clause, float]] = {}
        for (name, position), score in zip(keys, scores, strict=True):
            if (key := f"{name}#{position}") in clauses:
                found.setdefault(key, (clauses[key], score))
        hits = self._scored(snapshot, question, list(found.values()))
        return Ranking(self._reranked(question, hits)[:limit])

    def _among_plans(self, question: Question) -> Question:
        """Return a question that no law answers, and no plan of a later day: plans are asked."""
        if question.documents or not (self._library.laws() or question.hidden):
            return question
        plans = [plan.id for plan in self._library.plans() if question.names(plan.id)]
        return replace(question, documents=tuple(plans) or (NO_PLAN,))

    def _reranked(
        self, question: Question, hits: tuple[ScoredClause, ...]
    ) -> tuple[ScoredClause, ...]:
        if self._reranker is None or question.section:
            return hits
        first = hits[:RERANKED]
        scores = self._reranker.scores(question.text, [_read_aloud(hit.clause) for hit in first])
        order = sorted(range(len(first)), key=lambda place: -scores[place])
        return (*(first[place] for place in order), *hits[RERANKED:])

    def _clauses_at(self, snapshot: Snapshot, keys: Sequence[tuple[str, int]]) -> dict[str, Clause]:
        """Return clauses by key; those of this generation that were read before are kept."""
        name = snapshot.generation.folder.name
        if self._read[0] != name or len(self._read[1]) > CLAUSES_KEPT:
            self._read = (name, {})
        known = self._read[1]
        unread = [key for key in dict.fromkeys(keys) if f"{key[0]}#{key[1]}" not in known]
        if unread:
            known.update({clause.key: clause for clause in self._library.clauses_at(unread)})
        return known

    def scores(self, question: Question, clauses: Sequence[Clause]) -> list[float]:
        """Return for each clause the share of the question that it covers, from 0 to 1."""
        weights = self._weights(self._index.snapshot(), question)
        folded = question.folded
        return [coverage(question.concepts, weights, c, folded=folded) for c in clauses]

    def familiarity(self, question: Question) -> float:
        """Return the share of the matter's word pairs that some clause uses, from 0 to 1."""
        snapshot = self._index.snapshot()
        folded = question.folded
        pairs = bigrams([fold(t) if folded else t for t in syllables(question.matter)])
        known = sum(snapshot.words.frequency(pair, folded=folded) > 0 for pair in pairs)
        return known / len(pairs) if pairs else 0.0

    def mentioning(self, question: Question) -> frozenset[str]:
        """Return ids of the plans with a clause that shows what the question is about.

        It is meant to err towards yes: a plan not among them may be said to be silent.
        """
        snapshot = self._index.snapshot()
        question = self._among_plans(question)
        topics = [concept for concept in question.concepts if concept.topic]
        about = tuple(topics or [c for c in question.concepts if not c.weak])
        asked = replace(question, concepts=about)
        terms = telling_terms(asked, self._options)
        found = snapshot.words.search(terms, MENTIONS, question.documents)
        clauses = self._clauses_at(snapshot, [snapshot.keys[ordinal] for ordinal, _ in found])
        folded = question.folded
        return frozenset(
            snapshot.keys[ordinal][0]
            for ordinal, _ in found
            if (clause := clauses.get("{}#{}".format(*snapshot.keys[ordinal]))) is not None
            and any(shows(concept, clause, folded=folded) for concept in about)
        )

    def _weights(self, snapshot: Snapshot, question: Question) -> tuple[float, ...]:
        folded = question.folded
        return concept_weights(
            question.concepts,
            lambda token: snapshot.words.frequency(token, folded=folded),
            len(snapshot.keys),
            english=question.english,
        )

    def _scored(
        self, snapshot: Snapshot, question: Question, found: Sequence[tuple[Clause, float]]
    ) -> tuple[ScoredClause, ...]:
        """Order candidates by nearness, by how much they cover and by whether they suit."""
        folded = question.folded
        options, top = self._options, max((score for _, score in found), default=0.0)
        weights = self._weights(snapshot, question)
        matter = any(concept.topic and not concept.weak for concept in question.concepts)
        of_duties = question.intent in (Intent.DUTIES, None) and not matter
        scored = []
        for clause, near in found:
            covered = coverage(question.concepts, weights, clause, folded=folded)
            bonus = options.suit_share * (fit(question.intent, clause) > 0)
            if question.section and in_section(clause, question.section):
                bonus += SECTION_BONUS
            if question.bodies:
                shared = question.bodies & families_in(" ; ".join(clause.facts.bodies))
                share = options.duty_share if of_duties else options.body_share
                bonus += share * len(shared) / len(question.bodies)
            order = (near / top if top else 0.0) + options.coverage_share * covered + bonus
            scored.append((order, ScoredClause(clause, covered)))
        if question.intent is Intent.CONTENTS and question.section:
            inside = [hit for _, hit in scored if in_section(hit.clause, question.section)]
            return tuple(sorted(inside, key=lambda hit: hit.clause.position))
        return tuple(hit for _, hit in sorted(scored, key=lambda pair: -pair[0]))


def _read_aloud(clause: Clause) -> str:
    """Return what a reranker reads of a clause: the nearest headings, the body, the clause."""
    return " . ".join([*clause.block.trail[-2:], *clause.facts.bodies, clause.text])


def in_section(clause: Clause, section: str) -> bool:
    """Say whether a clause stands in a section: "II.1 gạch 2" in "II"."""
    return bool(re.match(rf"{re.escape(section)}(?![\w])", clause.path))


def fused_hits(
    snapshot: Snapshot, encoder: Encoder, question: Question, options: Options, *, depth: int
) -> list[tuple[int, float]]:
    """Return ordinals with their fused score, best first, at most `depth`."""
    share = options.vector_share
    words: list[tuple[int, float]] = []
    vectors: list[tuple[int, float]] = []
    if share != math.inf:
        words = snapshot.words.search(word_terms(question, options), depth, question.documents)
    if share:
        vector = encoder.encode([question.matter or question.text])[0]
        vectors = snapshot.vectors.search(vector, depth, question.documents)
    return fuse_rankings(words, vectors, 1.0 if share == math.inf else share)[:depth]


def word_terms(question: Question, options: Options) -> list[Term]:
    """Return what to look for: the words that carry matter, their pairs, and topics' phrases."""
    terms = _terms(question.matter, options)
    if options.expand:
        for concept in question.concepts:
            for phrase in concept.phrases[1:]:
                share = options.expansion_weight / max(1, len(concept.phrases) - 1) ** 0.5
                terms += _terms(phrase, options, weight=share)
    merged: dict[tuple[str, bool], Term] = {}
    for term in terms:
        known = merged.get((term.text, term.folded))
        if known is None or known.weight < term.weight:
            merged[term.text, term.folded] = term
    return list(merged.values())


def telling_terms(question: Question, options: Options) -> list[Term]:
    """Return only the phrases that tell what a question is about.

    A clause that says no more of it than "học bơi" is a candidate too, however many clauses
    share the question's common words.
    """
    telling = [concept for concept in question.concepts if not concept.weak]
    phrases = dict.fromkeys(
        phrase
        for concept in telling
        for phrase in (concept.phrases if options.expand else concept.phrases[:1])
    )
    return list(dict.fromkeys(term for phrase in phrases for term in _terms(phrase, options)))


def _terms(words: str, options: Options, *, weight: float = 1.0) -> list[Term]:
    terms = terms_of(words, weights=options.weights, weight=weight)
    if options.fold:
        return terms
    return [
        replace(term, folded=False) for term in terms if not term.folded or fold(words) == words
    ]


def fuse_rankings(
    words: Sequence[tuple[int, float]], vectors: Sequence[tuple[int, float]], share: float
) -> list[tuple[int, float]]:
    """Add two rankings, each divided by its top score.

    Adding scores after max-normalisation keeps how far ahead a hit is; reciprocal ranks do not
    (Bruch, Gai & Ingber, TOIS 2023, on convex combination).
    """
    total: dict[int, float] = {}
    for ranking, weight in ((words, 1.0), (vectors, share)):
        top = max((score for _, score in ranking), default=0.0)
        for ordinal, score in ranking:
            if top > 0:
                total[ordinal] = total.get(ordinal, 0.0) + weight * score / top
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))
