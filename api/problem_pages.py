"""`GET /problems` and `/problems/{slug}`: what each type of problem means, for people and for programs."""

from fastapi import APIRouter
from fastapi.responses import Response

from ..events.codec import canonical_json
from .options import Json
from .problem_types import TYPES
from .problems import Problem, responses

router = APIRouter(tags=["problems"])


@router.get("/problems", summary="All types of problem", operation_id="list_problem_types")
async def listed() -> Response:
    """The `type` of every problem that this API gives is one of these."""
    return _json({"problems": [_described(slug) for slug in TYPES]})


@router.get("/problems/{slug}", summary="What a type of problem means", operation_id="problem_type", responses=responses(404))
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
