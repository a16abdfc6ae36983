"""The composition root: settings, services, then the front end that was asked for."""

from __future__ import annotations

import sys

from bot.cli import run


def main() -> None:
    """Run the `kehoach` command and exit with its status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
