"""`GET /problems` and `/problems/{slug}`: what each type of problem means, for people and for programs."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from ...events.codec import canonical_json
from ..problem_types import TYPES
from ..problems import Problem, responses
from ..terminal.options import Json

_WORD: Final = {"type": "string"}
_TYPE: Final[Json] = {
    "type": "object",
    "required": ["type", "status", "title", "meaning", "remedy"],
    "properties": {
        "type": {**_WORD, "description": "The address of this page."},
        "status": {"type": "integer"},
        "title": _WORD,
        "meaning": {**_WORD, "description": "What happened, and what did not."},
        "remedy": {**_WORD, "description": "What whoever asks can do."},
    },
}
_LIST: Final[Json] = {"type": "object", "required": ["problems"], "properties": {"problems": {"type": "array", "items": _TYPE}}}

router = APIRouter(tags=["problems"])


def _gives(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


@router.get("/problems", summary="All types of problem", operation_id="list_problem_types", responses={200: _gives(_LIST)})
async def listed() -> Response:
    """The `type` of every problem that this API gives is one of these."""
    return _json({"problems": [_described(slug) for slug in TYPES]})


@router.get(
    "/problems/{slug}",
    summary="What a type of problem means",
    operation_id="problem_type",
    responses={200: _gives(_TYPE), **responses(404)},
)
async def explained(slug: str) -> Response:
    """What happened, and what to do."""
    if slug not in TYPES:
        raise Problem("not-found", f"`{slug[:80]}` is not a type of problem: `/problems` lists them")
    return _json(_described(slug))


def _described(slug: str) -> Json:
    kind = TYPES[slug]
    return {"type": f"/problems/{slug}", "status": kind.status, "title": kind.title, "meaning": kind.meaning, "remedy": kind.remedy}


def _json(data: Json) -> Response:
    return Response(canonical_json(data), media_type="application/json")
