"""One thing that a program can ask for: declared once, for the route and for its description."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from models.database import transaction
from models.errors import Invalid
from models.integers import integer_in
from models.permissions import Staff
from models.records import Record, Schema
from models.staff import ApiToken, Bearer, Done, OnceKey, Scope, network_of
from pages.api.checking import errors_in
from pages.api.freshness import IF_NONE_MATCH, unless_known, version_in
from pages.api.pace import PACE
from pages.web import API, Problem

JSON, BYTES = "application/json", "application/octet-stream"
KEY, IF_MATCH = "Idempotency-Key", "If-Match"
LONGEST_KEY = 200
BAD_VERSION = 'If-Match : un ETag est attendu, comme "3".'
NO_VERSION = "Dites par If-Match quelle version vous avez lue : c’est son ETag."
OTHER_VERSION = "Cette fiche a changé depuis que vous l’avez lue : la voici."


@dataclass(frozen=True)
class Param:
    """Something asked in the query of the address."""

    name: str
    schema: Schema
    about: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Asked:
    """A request, once it is known who asks and that what is asked can be read."""

    request: Request
    bearer: Bearer
    by: Staff
    params: Mapping[str, Any]
    body: Any

    def number(self, name: str = "id") -> int:
        """An id in the address; 0 where it is none."""
        return integer_in(str(self.request.path_params[name])) or 0

    def word(self, name: str) -> str:
        return str(self.request.path_params[name])

    def check_version(self, record: Record, current: Mapping[str, Any]) -> None:
        """Raise Problem unless this is the version that the program has read."""
        named = self.request.headers.get("if-match", "")
        if not named:
            raise Problem(428, NO_VERSION)
        if (version := version_in(named)) is None:
            raise Problem(400, BAD_VERSION, code="bad_version")
        if int(version) != record.version:
            raise Problem(412, OTHER_VERSION, current=current, headers={"ETag": etag(record)})


def etag(record: Record) -> str:
    return f'"{record.version}"'


@dataclass(frozen=True)
class Reply:
    """What is answered: JSON, or the bytes of a file."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = JSON

    @property
    def response(self) -> Response:
        content = self.body if isinstance(self.body, bytes) else orjson.dumps(self.body)
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(content, self.status, headers=headers, media_type=self.media)


Run = Callable[[Asked], Awaitable[Reply]]


@dataclass(frozen=True)
class Operation:
    """`answers` is the schema of what comes back, by its name; `media` that of other content."""

    method: str
    path: str
    name: str
    summary: str
    scope: Scope
    run: Run
    answers: str = ""
    params: tuple[Param, ...] = ()
    takes: Callable[[], Schema] | None = None
    example: Any = None
    takes_bytes: bool = False
    media: str = JSON
    needs_version: bool = False
    replay: Callable[[str, Asked], Awaitable[Reply]] | None = None
    """How what a POST has made is shown again, by where it is."""

    async def answer(self, request: Request) -> Response:
        bearer = await _bearer_in(request)
        pace = PACE.take(bearer.token_id)
        try:
            by = bearer.acting(self.scope)
            body = await self._body(request)
            asked = Asked(request, bearer, by, self._params_in(request), body)
            reply = await (self._once(asked) if self.replay else self.run(asked))
        except Problem as problem:
            problem.headers = {**(problem.headers or {}), **pace}
            raise
        answer = reply.response
        if self.method == "GET":
            answer = unless_known(answer, request.headers.get(IF_NONE_MATCH, ""))
        if self.method != "POST" and "location" in answer.headers:  # who asked there knows it
            del answer.headers["location"]
        answer.headers.update(pace)
        return answer

    async def _once(self, asked: Asked) -> Reply:
        """Do it in one transaction, and once only where the program has a key for it."""
        assert self.replay
        made: list[Reply] = []

        async def work() -> Done:
            made.append(await self.run(asked))
            return Done(made[0].headers["Location"], made[0].status)

        key = asked.request.headers.get(KEY)
        if key is None:
            if self.takes_bytes:
                await work()
            else:
                async with transaction():
                    await work()
            return made[0]
        if not 0 < len(key) <= LONGEST_KEY:
            raise Problem(400, f"{KEY} : de 1 à {LONGEST_KEY} caractères.", code="bad_key")
        url, content = asked.request.url, await asked.request.body()
        what = f"{self.method} {url.path}?{url.query}\n".encode() + content
        done = await OnceKey.do(asked.bearer.token_id, key, what, work, apart=self.takes_bytes)
        if not done.is_again:
            return made[0]
        shown = await self.replay(done.location, asked)
        headers = {**shown.headers, "Location": done.location, "Idempotent-Replayed": "true"}
        return Reply(shown.body, done.status, headers)

    def _params_in(self, request: Request) -> dict[str, Any]:
        texts: dict[str, Any] = {}
        errors: dict[str, str] = {}
        known = {one.name: one for one in self.params}
        for name, text in request.query_params.multi_items():
            if name not in known:
                errors[name[:100]] = "Ce paramètre n’est pas prévu."
            elif name in texts:
                errors[name] = "Une seule fois."
            else:
                texts[name] = _read(text, known[name].schema)
        for name, one in known.items():
            if name not in texts:
                if one.is_required:
                    errors[name] = "À indiquer."
            elif found := errors_in(texts[name], one.schema):
                errors[name] = found[""]
        if errors:
            raise Invalid(errors)
        return texts

    async def _body(self, request: Request) -> Any:
        if self.takes is None and not self.takes_bytes:
            return None
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        wanted = BYTES if self.takes_bytes else JSON
        content = await request.body()
        if media != wanted and (content or self.takes_bytes):
            raise Problem(415, f"Le contenu est attendu en {wanted}.")
        if self.takes is None:
            return content
        return _json_in(content, self.takes())


def _json_in(content: bytes, schema: Schema) -> Any:
    if not content and not schema.get("required"):
        return {}
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise Problem(400, "Ce contenu n’est pas du JSON.", code="bad_json") from None
    if errors := errors_in(body, schema):
        raise Invalid(errors)
    return body


def _read(text: str, schema: Schema) -> Any:
    """A text of the address as its schema has it; the text where it is nothing like it."""
    if schema["type"] != "integer":
        return text
    is_number = text.isdecimal() and text.isascii() and len(text) < 12
    return int(text) if is_number else text


async def _bearer_in(request: Request) -> Bearer:
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        sentence = "Un jeton est attendu : « Authorization: Bearer … »."
        raise Problem(401, sentence, headers={"WWW-Authenticate": "Bearer"})
    address = request.client.host if request.client else ""
    return await ApiToken.admit(text.strip(), address, network_of(address))


def address_of(*parts: object) -> str:
    """« /api/v1/clients/12 »"""
    return "/".join([API, *map(str, parts)])
