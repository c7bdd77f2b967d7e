"""`/docs`: the API to read and to try. Swagger UI, from files on this machine: the page loads nothing from elsewhere."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ..problems import Problem
from .etags import conditional, etag, tagged

_FILES: Final = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon.png": "image/png",
}
_START: Final = """\
SwaggerUIBundle({url: "openapi.json", dom_id: "#page", deepLinking: true, displayRequestDuration: true, tryItOutEnabled: true,
  persistAuthorization: false, validatorUrl: null, syntaxHighlight: {activated: true},
  presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout"})
"""
_PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Licet: the API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" href="docs/favicon.png">
</head>
<body>
<noscript>This page needs JavaScript. The same as JSON: <a href="openapi.json">openapi.json</a>.</noscript>
<div id="page"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
# Swagger UI writes styles into the page and draws its icons from `data:` addresses.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

router = APIRouter(include_in_schema=False)


@router.get("/")
async def root() -> Response:
    """To the page."""
    return RedirectResponse("docs")


@router.get("/docs")
async def page() -> Response:
    """The page."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"})


@router.get("/docs/{name}")
async def part(name: str, request: Request) -> Response:
    """A file of the page."""
    if name == "start.js":
        data, kind = _START.encode(), "text/javascript"
    elif name in _FILES:
        data, kind = _read(name), _FILES[name]
    else:
        raise Problem("not-found", f"there is nothing at `{request.url.path[:200]}`: see `/docs`")
    tag = etag(hashlib.sha256(data).hexdigest())
    return conditional(request, tag) or Response(data, media_type=kind, headers=tagged(tag))


@cache
def _read(name: str) -> bytes:
    return files("fastapi_offline").joinpath("static", name).read_bytes()
