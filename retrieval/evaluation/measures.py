"""Figures of a ranking: nDCG, reciprocal rank, recall; and of time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

CUTS = (1, 5, 10, 20, 100)
"""Ranks at which recall is told."""


def measures(
    rankings: Mapping[str, Sequence[str]], answers: Mapping[str, Mapping[str, int]]
) -> dict[str, float | int]:
    """Return the means over the questions that have an answer.

    nDCG after Järvelin & Kekäläinen (TOIS 2002) with the logarithm to base 2.
    """
    asked = [name for name in rankings if answers.get(name)]
    pairs = [(rankings[name], answers[name]) for name in asked]
    found: dict[str, float | int] = {
        "ndcg@10": _mean([_ndcg(ranking, right, 10) for ranking, right in pairs]),
        "mrr@10": _mean([_reciprocal(ranking, right, 10) for ranking, right in pairs]),
    }
    for cut in CUTS:
        found[f"recall@{cut}"] = _mean([_recall(ranking, right, cut) for ranking, right in pairs])
    return {**found, "queries": len(asked)}


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _ndcg(ranking: Sequence[str], right: Mapping[str, int], cut: int) -> float:
    gains = [right.get(name, 0) for name in ranking[:cut]]
    ideal = sorted(right.values(), reverse=True)[:cut]
    return _dcg(gains) / _dcg(ideal)


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def _reciprocal(ranking: Sequence[str], right: Mapping[str, int], cut: int) -> float:
    return next((1 / rank for rank, name in enumerate(ranking[:cut], 1) if name in right), 0.0)


def _recall(ranking: Sequence[str], right: Mapping[str, int], cut: int) -> float:
    return len(set(ranking[:cut]) & set(right)) / len(right)


def latency(times: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile of times in seconds, as milliseconds."""
    ordered = sorted(times)
    return {
        f"p{share}_ms": round(1000 * ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 2)
        for share in (50, 95)
    }
