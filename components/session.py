"""Who sits in front of this tab."""

from __future__ import annotations

from models import THE_DESK, Staff


def current_staff() -> Staff:
    """The member of staff who acts. Until there are accounts, everybody is the desk."""
    return THE_DESK
