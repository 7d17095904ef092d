"""What the tests of whole databases share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The databases are beside the other files of their test, as those of a firm are."""
    return tmp_path
