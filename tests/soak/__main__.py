"""`python -m tests.soak [NAME …]`: kills, faults, load, model, attacks; all of them or some."""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Callable

from tests.soak import attacks, faults, kills, load, model

SCALE = float(os.environ.get("SOAK_SCALE", "1"))
"""Share of the full length, to try a run out."""


def _scaled(full: float) -> int:
    return max(2, int(full * SCALE))


_RUNS: dict[str, Callable[[], dict[str, object]]] = {
    "kills": lambda: kills.run(_scaled(100), _scaled(3000)),
    "faults": lambda: faults.run(_scaled(10)),
    "load": lambda: load.run(_scaled(600), 30.0),
    "model": model.run,
    "attacks": lambda: attacks.run(_scaled(10_000), _scaled(5_000), _scaled(10_000)),
}


def main(names: list[str]) -> None:
    """Run what is named, or everything."""
    _tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name in names or list(_RUNS):
        began = time.monotonic()
        told = _RUNS[name]()
        _tell(f"{name} ({time.monotonic() - began:.0f} s)")
        _tell(json.dumps(told, ensure_ascii=False, indent=1))


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
