"""The floor plan: app → pages → components → models, and in each the order of its wings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODELS = (
    *("errors", "integers", "config", "french", "permissions", "certificate", "database", "log"),
    *("records", "lists", "relay", "upkeep", "attachments", "mail", "company", "history", "staff"),
    *("imports", "clients", "todos", "catalogue", "documents", "printing", "books", "figures"),
    *("finding", "webhooks", "feeds", "demo", "migrations", "commands"),
)
COMPONENTS = (
    *(
        "nicegui_patches",
        "tab",
        "looks",
        "tag_box",
        "half_typed",
        "dialogs",
        "action",
        "place",
        "card_index",
    ),
    *("history", "list", "form", "files", "lines", "charts", "first_paint", "palette", "frame"),
)
PAGES = (
    *(
        "web",
        "list_address",
        "view_questions",
        "list_views",
        "list_asking",
        "list_exporting",
        "list_screen",
        "of_client",
    ),
    *("client_alert", "desk", "creating", "receiving"),
    *("imports", "files", "todos", "settings"),
    *("journal", "staff", "clients", "catalogue", "documents", "books", "today", "finding"),
    *("lists_api", "api", "calendar_feed", "help"),
)
ORDER = (
    *("models", *(f"models.{wing}" for wing in MODELS)),
    *("components", *(f"components.{wing}" for wing in COMPONENTS)),
    *(*(f"pages.{wing}" for wing in PAGES), "pages", "pages.server"),
    "app",
)
"""Each imports only from those before it."""
STRANGERS = {"models": {"nicegui"}, "components": {"tortoise"}, "pages": {"tortoise"}}
"""Libraries that a room does not know."""
LONGEST_FILE = 250
LONGER = {
    "models/documents/kinds.py": "one table, which says what each kind of document goes through",
}
"""Files that may be longer, each with its reason."""
LONGEST_ENTRY_POINT = 80
PARSED = {"props", "style"}
"""Methods of elements that take a string to pieces."""


def modules() -> dict[str, Path]:
    """Every module of the product by its name."""
    rooms = ("models", "components", "pages")
    files = [ROOT / "app.py", *(path for room in rooms for path in (ROOT / room).rglob("*.py"))]
    return {".".join(_parts(path)): path for path in files}


def _parts(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules that a file imports, wherever in it and also for types only.

    A name that a wing's face hands out is imported from the face, even if a file is called so too.
    """
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                is_file = inner in known and alias.name not in face_of(node.module, known)
                yield inner if is_file else node.module


def face_of(wing: str, known: dict[str, Path]) -> set[str]:
    """The names that a wing hands out: what its `__init__` lists in `__all__`."""
    for node in parsed(known[wing]).body if wing in known else ():
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def wing_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def offences(known: dict[str, Path]) -> Iterator[str]:
    for module, path in known.items():
        room, wing, name = module.split(".")[0], wing_of(module), str(path.relative_to(ROOT))
        if wing not in ORDER:
            yield f"{wing} has no place in the order of the wings"
            continue
        for other in set(imported(path, known)):
            to = wing_of(other)
            if other.split(".")[0] in STRANGERS.get(room, ()):
                yield f"{module} knows {other}"
            if to not in ORDER:
                continue
            if ORDER.index(to) > ORDER.index(wing):
                yield f"{module} → {other} goes up"
            elif to not in {wing, other} and room != "models":
                yield f"{module} → {other} passes by the face of {to}"
        lines = len(path.read_text("utf-8").splitlines())
        if lines > LONGEST_FILE and wing != "models.migrations" and name not in LONGER:
            yield f"{name} has {lines} lines"


def circle(known: dict[str, Path]) -> tuple[str, ...]:
    """Modules that import each other in a circle."""
    arrows = {name: set(imported(path, known)) & known.keys() for name, path in known.items()}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def test_every_import_goes_down_and_every_file_fits() -> None:
    found = sorted(offences(modules()))
    assert not found, "\n".join(["", *found])


def is_written(node: ast.expr) -> bool:
    """Whether a string stands there as it is, or one of several that do."""
    if isinstance(node, ast.IfExp):
        return is_written(node.body) and is_written(node.orelse)
    return isinstance(node, ast.Constant)


def made_up(source: ast.Module) -> Iterator[int]:
    """The lines where `.props(…)` or `.style(…)` is given what is put together or held elsewhere.

    NiceGUI takes such a string to pieces: a quote in a value ends it, what follows is a property of
    its own, and one whose name begins with a colon is a script.
    """
    for node in ast.walk(source):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        if node.func.attr in PARSED and not all(is_written(one) for one in given):
            yield node.lineno


def test_no_value_goes_into_a_string_of_properties() -> None:
    """`element.props["aria-label"] = value` is the way."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules().values()
        for line in made_up(parsed(path))
    ]
    assert not found, found


def test_the_lint_of_properties_sees_every_way_to_put_a_string_together() -> None:
    for bad in (
        """x.props(f'a="{b}"')""",
        """x.props('a="{}"'.format(b))""",
        """x.props("a=%s" % b)""",
        """x.props("a=" + b)""",
        """x.props(" ".join(b))""",
        """x.props(b)""",
        """x.props(add=f"a={b}")""",
        """x.props(*b)""",
        """x.props(**b)""",
        """ui.input().classes("c").props("d").props("a" if b else f"{c}")""",
        """x.style(f"color: {b}")""",
    ):
        assert list(made_up(ast.parse(bad))), bad
    for good in (
        """x.props("a=b")""",
        """x.props("a" if b else "")""",
        """x.props["a"] = f"{b}" """,
    ):
        assert not list(made_up(ast.parse(good))), good


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert not circle(modules())


def test_the_entry_point_stays_small() -> None:
    lines = (ROOT / "app.py").read_text("utf-8").splitlines()
    assert len(lines) <= LONGEST_ENTRY_POINT
