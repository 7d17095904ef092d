"""The description holds what is answered: made-up requests to every operation, right and wrong."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from models.permissions import Role
from pages.api import description
from pages.web import API
from tests.factories import make_article, make_client, make_document
from tests.pages.api.conftest import program, token_of
from tests.pictures import picture

EXAMPLES = 6
"""Made-up requests to each operation, of right ones and of wrong ones."""
