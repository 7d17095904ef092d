"""Each test begins without a file."""

from __future__ import annotations

import pytest

from pages.imports import work


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_kept", {})
