"""Whether a message is of everyday life rather than of children's affairs, by its words alone.

Two files of examples are compared: corpus/everyday.txt and corpus/field.txt. The rule is naive
Bayes over the presence of syllables and pairs of neighbours (Bernoulli events of what occurs;
McCallum & Nigam, 1998), divided by the root of how many are known, since neighbours are no
independent witnesses and a long message must not be surer than a short one for its length.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from retrieval.corpus import CORPUS
from retrieval.query.words import without_courtesy, write_out
from retrieval.text import bigrams, fold, syllables

LEAST = 0.5
"""Log-odds from which a message is of everyday life: of 1,640 questions, of plans and of law, that
are no examples, none reaches it; of 540 blind ones that plans do not answer, of which half are of
everyday life, 200 do."""
DRAWN = 400
"""Examples of both kinds together that each count is drawn towards, so that a word seen once tells
a little, and the same whichever kind has more examples (a Dirichlet prior, as in Zhai & Lafferty,
2004)."""
FEWEST = 3
"""Known syllables and pairs below which nothing is concluded: "thế còn trạm y tế?"."""


@lru_cache(maxsize=1000)
def is_everyday(text: str) -> bool:
    """Say whether a message is of everyday life: weather, cooking, software, prices."""
    return everyday_odds(text) >= LEAST


def everyday_odds(text: str) -> float:
    """Return the log-odds that a message is of everyday life, 0 when its words tell nothing."""
    everyday, field = _examples("everyday.txt"), _examples("field.txt")
    asked = without_courtesy(text)
    marks = _marks(asked) | _marks(write_out(asked))
    known = [mark for mark in marks if everyday[mark] + field[mark]]
    if len(known) < FEWEST:
        return 0.0
    lines = everyday[""] + field[""]
    rates = ((mark, (everyday[mark] + field[mark]) / lines) for mark in known)
    odds = sum(_likelihood(everyday, *rate) - _likelihood(field, *rate) for rate in rates)
    return odds / math.sqrt(len(known))


def _likelihood(examples: Counter[str], mark: str, rate: float) -> float:
    return math.log((examples[mark] + DRAWN * rate) / (examples[""] + DRAWN))


def _marks(text: str) -> frozenset[str]:
    """Return syllables and their pairs, without accents."""
    tokens = syllables(fold(text))
    return frozenset((*tokens, *bigrams(tokens)))


@cache
def _examples(name: str) -> Counter[str]:
    """Return how many examples of a file hold each syllable and pair; "" counts the examples."""
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    return _counted(line for line in lines if line and not line.startswith("#"))


def _counted(examples: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for example in examples:
        counts.update(_marks(example))
        counts[""] += 1
    return counts
