"""Who asks by a token, and how that is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.errors import Refused
from models.permissions import Staff
from models.staff.scopes import SCOPES, Scope


@dataclass(frozen=True)
class Bearer:
    """Who asks by a token, and for what it is good."""

    token_id: int
    key: bytes
    """What only this token's answers are signed with."""
    staff: Staff
    scopes: frozenset[Scope]

    def acting(self, scope: Scope) -> Staff:
        """The person with no more than this scope lends; Refused where the token lacks it."""
        if scope not in self.scopes:
            raise MissingScope(scope)
        return replace(self.staff, lent=SCOPES[scope].permissions)


class MissingScope(Refused):
    """The token was not made for that."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        label = SCOPES[scope].label
        super().__init__(f"Ce jeton n’a pas le droit « {label} » ({scope}).")


class WrongToken(Refused):
    """Nobody is let in by what was shown."""
