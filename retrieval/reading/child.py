"""The process that parses one file: `python -m retrieval.reading.child JOB < FILE`.

JOB is {"media_type": …, "limits": {…}}. Standard output carries JSON lines: any number of
{"progress": [done, total]}, then {"parsed": {…}} or {"error": code, "facts": {…}}.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from collections.abc import Mapping
from dataclasses import asdict
from importlib import import_module
from typing import BinaryIO

from retrieval.errors import ReadingError
from retrieval.reading.types import MEGABYTE, Limits, Parsed

READERS = {
    "txt": "retrieval.reading.decoding",
    "docx": "retrieval.reading.word",
    "docx measured": "retrieval.reading.measuring",
    "pdf": "retrieval.reading.pdf",
    "doc": "retrieval.reading.office",
    "html": "retrieval.reading.markup",
    "image": "retrieval.reading.photo",
}
"""The module whose `read(data, limits, report)` reads a type; loaded only when it is needed."""


def main() -> None:
    """Read one file from standard input within the limits and answer on standard output."""
    gc.disable()  # one file, then exit: collecting takes half the time of a large .docx
    job = json.loads(sys.argv[1])
    limits = Limits(**job["limits"])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        reader = import_module(READERS[job["media_type"]])
        _bound(limits)
        parsed: Parsed = reader.read(
            sys.stdin.buffer.read(),
            limits,
            lambda done, total: _tell(answers, {"progress": [done, total]}),
        )
        _check_length(parsed, limits)
        _tell(answers, {"parsed": asdict(parsed)})
    except ReadingError as error:
        _tell(answers, {"error": error.code, "facts": error.facts})
    except MemoryError:
        facts = {"megabytes": limits.megabytes_of_memory}
        _tell(answers, {"error": "too_much_memory", "facts": facts})
    except Exception:  # a parser's surprise is the file's fault, whatever its class
        _tell(answers, {"error": "corrupt", "facts": {}})


def _bound(limits: Limits) -> None:
    """Set the limits of this process; only the soft limit of memory, for office.py to widen."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.megabytes_of_memory * MEGABYTE, hard))
    cpu = max(1, limits.cpu_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.unzipped_bytes, limits.unzipped_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _check_length(parsed: Parsed, limits: Limits) -> None:
    marks = sum(map(len, parsed.marks))
    if max(len(parsed.text), marks) > limits.output_characters:
        raise ReadingError("output_too_large", limit=limits.output_characters)


def _tell(answers: BinaryIO, message: Mapping[str, object]) -> None:
    line = json.dumps(message, ensure_ascii=False)
    answers.write(line.encode("utf-8", errors="replace") + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
