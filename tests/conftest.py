"""Fixtures that many tests share: one prepared data directory, opened or copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.config import Settings, read_settings
from bot.services import Services, build_services
from retrieval.corpus import CORPUS

AS_OF = date(2026, 11, 22)
PLANS = sorted((CORPUS / "plans").glob("*.txt"))
ROOT = Path(__file__).resolve().parent.parent


def settings_for(folder: Path) -> Settings:
    """Return settings that know nothing of this machine's environment."""
    return read_settings(folder, environ={}, dotenv=folder / "no.env")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the shipped plans and their index; not to be changed."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    services = build_services(settings_for(folder))
    services.prepare()
    services.close()
    return folder


@pytest.fixture(scope="session")
def services(prepared: Path) -> Iterator[Services]:
    """The services on the prepared data directory; only for questions."""
    opened = build_services(settings_for(prepared))
    opened.prepare()
    yield opened
    opened.close()


@pytest.fixture
def data_dir(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared data directory, to be changed at will."""
    folder = tmp_path / "data"
    shutil.copytree(prepared, folder)
    return folder


@pytest.fixture
def own_services(data_dir: Path) -> Iterator[Services]:
    """Services on a data directory of one's own."""
    opened = build_services(settings_for(data_dir))
    opened.prepare()
    yield opened
    opened.close()
