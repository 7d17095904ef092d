"""What lets a tablet keep Comptoir on its home screen, and what it shows without a network.

A browser takes it only from a secure address: HTTPS, or this machine.
"""

from __future__ import annotations

import io
from functools import cache, partial
from string import Template

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response
from nicegui import ui
from PIL import Image, ImageDraw

from components.frame import PRODUCT
from components.looks import DARK, LIGHT, stylesheet_path
from models.config import VERSION
from pages.web.error_pages import bare_page

MANIFEST, WORKER, OFFLINE = "/manifest.webmanifest", "/sw.js", "/hors-ligne"
ICONS = {"icone-180.png": 180, "icone-192.png": 192, "icone-512.png": 512}
"""Pixels of each: what iOS, Android and a splash screen ask for."""
TABLET_PATHS = {MANIFEST, WORKER, OFFLINE, *(f"/{name}" for name in ICONS)}
"""Asked for without a session: a browser fetches them by itself."""
SENTENCE = (
    "Hors ligne : ce que vous avez saisi est gardé dans cet onglet. "
    "La page revient d’elle-même avec le réseau."
)
WORKER_SCRIPT = Template("""\
// Keeps one page, which says that there is no network. Nothing of the firm is kept.
const KEPT = "comptoir-$version";
const PAGE = "$page";
const SHEET = "$sheet";

self.addEventListener("install", (event) => {
  const fill = async () => (await caches.open(KEPT)).addAll([PAGE, SHEET]);
  event.waitUntil(fill().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name !== KEPT);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const asked = async () => (await event.preloadResponse) ?? fetch(request);
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(asked().catch(() => caches.match(PAGE)));
  } else if (new URL(request.url).pathname === SHEET) {
    event.respondWith(fetch(request).catch(() => caches.match(SHEET)));
  }
});
""")
HEAD = f"""\
<link rel="manifest" href="{MANIFEST}">
<link rel="apple-touch-icon" href="/icone-180.png">
<meta name="theme-color" content="{LIGHT["surface"]}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="{DARK["surface"]}" media="(prefers-color-scheme: dark)">
<script>
    if (isSecureContext && "serviceWorker" in navigator)
        addEventListener("load", () => navigator.serviceWorker.register("{WORKER}"));
</script>"""

TABLET_ROUTES = APIRouter()


def fit_for_tablets() -> None:
    """Tell every page of the manifest and the worker, once at the start."""
    ui.add_head_html(HEAD, shared=True)


@TABLET_ROUTES.get(MANIFEST)
def manifest() -> JSONResponse:
    icons = [
        {
            "src": f"/{name}",
            "sizes": f"{pixels}x{pixels}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, pixels in ICONS.items()
        for purpose in ("any", "maskable")
    ]
    told = {
        "name": PRODUCT,
        "short_name": PRODUCT,
        "lang": "fr",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": LIGHT["page"],
        "theme_color": LIGHT["accent"],
        "icons": icons,
    }
    return JSONResponse(told, media_type="application/manifest+json")


@TABLET_ROUTES.get(WORKER)
def worker() -> Response:
    script = WORKER_SCRIPT.substitute(version=VERSION, page=OFFLINE, sheet=stylesheet_path())
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@TABLET_ROUTES.get(OFFLINE)
def offline() -> HTMLResponse:
    return HTMLResponse(bare_page(SENTENCE, is_passing=True))


def icon(pixels: int) -> Response:
    week = {"Cache-Control": "public, max-age=604800"}
    return Response(_drawn(pixels), media_type="image/png", headers=week)


for _name, _pixels in ICONS.items():
    TABLET_ROUTES.get(f"/{_name}")(partial(icon, _pixels))


@cache
def _drawn(pixels: int) -> bytes:
    """A shop with its awning, within the circle that a mask leaves; four times as large first."""
    unit = pixels * 4 / 100
    image = Image.new("RGB", (pixels * 4, pixels * 4), LIGHT["accent"])
    draw = ImageDraw.Draw(image)

    def box(left: float, top: float, right: float, bottom: float, colour: str) -> None:
        draw.rectangle((left * unit, top * unit, right * unit, bottom * unit), fill=colour)

    box(28, 46, 72, 74, "white")
    box(34, 54, 46, 74, LIGHT["accent"])
    box(51, 54, 66, 64, LIGHT["accent"])
    for place in range(5):
        left = 24 + place * 10.4
        colour = "white" if place % 2 == 0 else LIGHT["tint-strong"]
        box(left, 28, left + 10.4, 44, colour)
        ends = (left * unit, 38.8 * unit, (left + 10.4) * unit, 49.2 * unit)
        draw.pieslice(ends, 0, 180, fill=colour)
    written = io.BytesIO()
    image.resize((pixels, pixels), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()
