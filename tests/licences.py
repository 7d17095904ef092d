"""The licence of all that is shipped or installed: `python -m tests.licences` writes the document.

Among the tests, since it reads the environment that they run in, and they fail when the document
is no longer what the lock files say, or when something has come in that a firm cannot use.
docs/licences.toml holds what no metadata tells.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from tests.processes import ROOT

DOCUMENT = ROOT / "docs" / "licences.md"
NICEGUI = Path(str(distribution("nicegui").locate_file("nicegui")))
UNKNOWN = "unknown"
PIN = re.compile(r"([\w.-]+)==([^\s;]+)")
US = "comptoir (pyproject.toml)"
JOINTS = {"AND", "OR", "WITH"}
MADE_BY_OTHERS = (
    "static/**/*.*js",
    "static/**/*.css",
    "static/**/*.woff2",
    "elements/*/lib/**/*.*js",
)
"""Where NiceGUI's wheel holds files of others; bundles come with their own lists."""
MOST_NAMED = 3
HEAD = """# Licences

Everything that Comptoir installs or ships, and under which licence. Written by `make licences` from
the lock files, the metadata of the installed packages, the lists inside NiceGUI's wheel and, where
those say nothing, [licences.toml](licences.toml). A test holds it to the lock files, and fails for
a licence that a firm could not use: the GPL and its relatives, "source available",
non-commercial, unknown. Each package brings the text of its licence, in
`.venv/lib/python*/site-packages/*.dist-info`.
"""
SERVER = """Installed on the server by `make install`, and not changed. In bold, what
`pyproject.toml` asks for by name; the others come because those need them."""
TOOLS = "Installed beside them by `make test`; no server has them."
SCRIPTS = """NiceGUI's wheel brings what browsers load. Of these bundles Comptoir's pages load
none; they lie there unused."""
PROGRAMS = """Not installed by `make install`, but for Python. Redis can take Valkey's place; since
its version 7.4 it is no longer under the BSD licence, so a firm reads its terms first."""


@dataclass(frozen=True)
class Part:
    """Something that somebody else has made, and in whose wake it comes."""

    name: str
    version: str
    licence: str
    through: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"**{self.name}**" if US in self.through else self.name

    @property
    def bringers(self) -> str:
        others = [one for one in self.through if one != US]
        more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
        return ", ".join(others[:MOST_NAMED]) + more


@cache
def notes() -> dict[str, Any]:
    """What is kept by hand."""
    return tomllib.loads((ROOT / "docs" / "licences.toml").read_text("utf-8"))


# --- Python ---------------------------------------------------------------------------------


def locked(name: str) -> list[Part]:
    """The packages of a lock file."""
    pins: dict[tuple[str, str], list[str]] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if pin := PIN.match(line):
            wanted_by = pins[pin[1], pin[2]] = []
        elif (said := line.strip()).startswith("#"):
            wanted_by.append(said.removeprefix("#").strip().removeprefix("via").strip())
    return [
        Part(package, version, licence_of(package), tuple(one for one in by if _is_package(one)))
        for (package, version), by in pins.items()
    ]


def _is_package(asker: str) -> bool:
    return bool(asker) and not asker.startswith("-c ")


def licence_of(package: str) -> str:
    """The licence as its metadata has it, or as we have read it in its files."""
    if known := notes()["python"].get(package):
        return str(known)
    try:
        installed = distribution(package)
    except PackageNotFoundError:
        return UNKNOWN
    if expression := _field(installed, "License-Expression"):
        return str(expression)
    words = notes()["words"]
    return str(next((words[one] for one in _said(installed) if one in words), UNKNOWN))


def _said(installed: Distribution) -> Iterator[str]:
    """What older metadata says, the most exact first; of several classifiers any may hold."""
    metadata = installed.metadata
    yield _first_line(_field(installed, "License"))
    trove = [
        one.split(" :: ")[-1] for one in metadata.get_all("Classifier") or () if "License" in one
    ]
    named = [one for one in trove if one not in {"DFSG approved", "OSI Approved"}]
    yield from named if len(named) == 1 else ()
    for file in metadata.get_all("License-File") or ():
        yield _first_line(installed.read_text(f"licenses/{file}") or "")


def _field(installed: Distribution, name: str) -> str:
    return str((installed.metadata.get_all(name) or [""])[0])


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0].strip()


# --- what NiceGUI brings --------------------------------------------------------------------


def bundles() -> dict[str, list[Part]]:
    """For each bundle of scripts what it was built from, first what it was built for."""
    lists = sorted(NICEGUI.glob("elements/*/package-lock.json"))
    return {one.parent.name: _built_from(json.loads(one.read_text("utf-8"))) for one in lists}


def _built_from(lock: dict[str, Any]) -> list[Part]:
    known, wanted = notes()["javascript"], lock["packages"][""]["dependencies"]
    parts = []
    for path, package in lock["packages"].items():
        name, version = path.rpartition("node_modules/")[2], package.get("version", "")
        if name and not package.get("dev"):
            licence = known.get(f"{name} {version}") or package.get("license") or UNKNOWN
            parts.append(Part(name, version, licence.strip("()")))
    return sorted(parts, key=lambda part: (part.name not in wanted, part.name))


def files() -> list[Part]:
    """The single files of others, as we know them."""
    return [Part(one["name"], _version(one), one["licence"]) for one in notes()["files"]]


def _version(file: dict[str, str]) -> str:
    if "version" not in file:
        return ""
    texts = (path.read_text("utf-8") for path in sorted(NICEGUI.glob(file["at"])))
    return next(
        (found[1] for text in texts if (found := re.search(file["version"], text))), UNKNOWN
    )


def strange_files() -> list[str]:
    """What lies in NiceGUI's wheel and is not known to be anybody's."""
    known = [*notes()["files_of_nicegui"]["at"], *(one["at"] for one in notes()["files"])]
    claimed = {path for pattern in known for path in NICEGUI.glob(pattern)}
    there = {path for pattern in MADE_BY_OTHERS for path in NICEGUI.glob(pattern)}
    unlisted = {path.parent for path in NICEGUI.glob("elements/*/dist")} - {
        NICEGUI / "elements" / name for name in bundles()
    }
    return sorted(str(path.relative_to(NICEGUI)) for path in (there - claimed) | unlisted)


# --- what a firm may use --------------------------------------------------------------------


def refusal(part: Part) -> str | None:
    """Why a firm cannot use this, or None. Of licences to choose from, every one has to do."""
    terms = notes()["terms"]
    if terms["only_run"].get(part.name, "").startswith(f"{part.licence}: "):
        return None
    strange = _licences(part) - {*terms["free"], *terms["with_duties"]}
    return f"{part.name}: {', '.join(sorted(strange))}" if strange or not part.licence else None


def _licences(part: Part) -> set[str]:
    return set(re.findall(r"[\w.+-]+", part.licence)) - JOINTS


def refusals() -> list[str]:
    """All that a firm cannot use, and all of which nobody knows whether it can."""
    found = [said for part in everything() if (said := refusal(part))]
    return [*found, *(f"{path}: {UNKNOWN}" for path in strange_files())]


def everything() -> list[Part]:
    noted = [*notes()["data"], *notes()["programs"]]
    return [
        *locked("requirements-dev.lock"),
        *(part for parts in bundles().values() for part in parts),
        *files(),
        *(Part(one["name"], "", one["licence"]) for one in noted),
    ]


# --- the document ---------------------------------------------------------------------------


def document() -> str:
    """What docs/licences.md has to say."""
    server = locked("requirements.lock")
    names = {part.name for part in server}
    tools = [part for part in locked("requirements-dev.lock") if part.name not in names]
    return "\n\n".join(
        (
            HEAD.strip(),
            f"## What asks for more\n\n{_duties()}",
            f"## Python packages of the server: {len(server)}\n\n{SERVER}\n\n{_packages(server)}",
            f"## Python packages of development: {len(tools)}\n\n{TOOLS}\n\n{_packages(tools)}",
            f"## Scripts, styles and fonts of NiceGUI\n\n{SCRIPTS}\n\n{_bundles()}\n\n{_files()}",
            f"## Data\n\n{_noted('data', 'in', 'by')}",
            f"## Programs\n\n{PROGRAMS}\n\n{_noted('programs', 'for')}\n",
        )
    )


def _duties() -> str:
    terms, parts = notes()["terms"], everything()
    rows = []
    for licence, why in terms["with_duties"].items():
        under = dict.fromkeys(part.name for part in parts if licence in _licences(part))
        rows.append((licence, ", ".join(under), why))
    for name, said in terms["only_run"].items():
        licence, _, why = said.partition(": ")
        rows.append((licence, name, why))
    return _table(("licence", "of", "why it may be used"), rows)


def _packages(parts: Iterable[Part]) -> str:
    rows = [(one.label, one.version, one.licence, one.bringers) for one in parts]
    return _table(("package", "version", "licence", "asked for by"), rows)


def _bundles() -> str:
    rows = []
    for name, parts in bundles().items():
        first = ", ".join(f"{one.name} {one.version}" for one in parts[:MOST_NAMED])
        more = f" and {len(parts) - MOST_NAMED} more" if len(parts) > MOST_NAMED else ""
        counts = Counter(one.licence for one in parts).most_common()
        said = ", ".join(f"{licence} ({count})" for licence, count in counts)
        rows.append((f"`{name}`", f"{first}{more}", said))
    return _table(("bundle", "made of", "licences"), rows)


def _files() -> str:
    return _table(
        ("files", "version", "licence"), [(p.name, p.version, p.licence) for p in files()]
    )


def _noted(what: str, *columns: str) -> str:
    rows = [tuple(one[key] for key in ("name", "licence", *columns)) for one in notes()[what]]
    return _table((what, "licence", *columns), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Write the document; 1 if a firm cannot use something in it."""
    DOCUMENT.write_text(document(), "utf-8")
    print(f"Written: {DOCUMENT.relative_to(ROOT)}")
    for said in (found := refusals()):
        print(f"A firm cannot use this, or nobody knows: {said}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
