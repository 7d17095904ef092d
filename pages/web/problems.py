"""How another program is told no: a problem document (RFC 9457), with the sentence and a code."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

import orjson
from starlette.responses import Response

API = "/api/v1"
MEDIA = "application/problem+json"
TITLES: Mapping[int, tuple[str, str]] = {
    400: ("bad_request", "Demande mal formée"),
    401: ("unauthenticated", "Jeton absent, inconnu ou expiré"),
    403: ("forbidden", "Droit insuffisant"),
    404: ("not_found", "Introuvable"),
    405: ("method_not_allowed", "Méthode non prévue"),
    409: ("refused", "Une règle l’interdit"),
    412: ("changed", "Modifié entre-temps"),
    413: ("too_large", "Envoi trop volumineux"),
    414: ("address_too_long", "Adresse trop longue"),
    415: ("unsupported_media_type", "Type de contenu non prévu"),
    422: ("invalid", "Valeurs à corriger"),
    428: ("precondition_required", "Version absente"),
    429: ("too_many_requests", "Trop de demandes"),
    431: ("headers_too_long", "En-têtes trop longs"),
    500: ("fault", "Erreur du serveur"),
    503: ("unavailable", "Indisponible pour l’instant"),
}
"""By status the stable code and the title; a problem may have a code that says more."""


class Problem(Exception):
    """What is answered in place of what was asked for."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        code: str = "",
        errors: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        current: Any = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.code = status, detail, code
        self.errors, self.headers, self.current = errors, headers, current

    @property
    def response(self) -> Response:
        code, title = TITLES[self.status]
        said: dict[str, Any] = {
            "type": f"urn:comptoir:{self.code or code}",
            "title": title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code or code,
        }
        said |= {"errors": dict(self.errors)} if self.errors else {}
        said |= {"current": self.current} if self.current is not None else {}
        headers = dict(self.headers or {})
        return Response(orjson.dumps(said), self.status, headers=headers, media_type=MEDIA)


def is_for_programs(scope: MutableMapping[str, Any]) -> bool:
    """Whether a program asks, by a token, where no cookie counts."""
    return scope["type"] == "http" and f"{scope['path']}/".startswith(f"{API}/")


def as_problem(refusal: Response) -> Response:
    """The same refusal, whose body is its sentence, for a program."""
    return Problem(refusal.status_code, bytes(refusal.body).decode()).response
