"""The whole sheet of contacts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Error

from tests.browser.sheet.camera import Camera
from tests.browser.sheet.index import write_index
from tests.browser.sheet.states import BARE, FULL, UNOPENED, State
from tests.browser.sheet.windows import window
from tests.browser.sheet.worlds import World, bare_world, full_world

PARTS: Sequence[tuple[Callable[[], AbstractContextManager[World]], Sequence[State]]] = (
    (full_world, FULL),
    (bare_world, BARE),
    (partial(bare_world, has_accounts=False), UNOPENED),
)


def take_sheet(browser: Browser, folder: Path, *, only: str = "") -> list[str]:
    """Each state of which the title holds `only`, into this folder; what is wrong with them."""
    folder.mkdir(exist_ok=True)
    camera = Camera(folder)
    for place, (world_of, states) in enumerate(PARTS):
        wanted = [(i, one) for i, one in enumerate(states) if only.lower() in one.title.lower()]
        if not wanted:
            continue
        with world_of() as world:
            for serial, state in wanted:
                _take(browser, world, state, camera, f"{place}{serial:03}")
    write_index(folder, camera.shots, camera.faults)
    return camera.faults


def _take(browser: Browser, world: World, state: State, camera: Camera, serial: str) -> None:
    began = time.monotonic()
    try:
        with window(browser, world) as desk:
            state.pose(desk, world)
            camera.take(desk.page, state, serial)
    except (Error, AssertionError) as error:
        camera.faults.append(f"{state.title}: is not reached: {str(error).splitlines()[0]}")
    print(f"{serial} {state.title}: {time.monotonic() - began:.1f} s", flush=True)
