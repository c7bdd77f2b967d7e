"""The floor of a check over HTTP: a FastAPI endpoint that validates the same body and returns a constant, on the same server.

`python bare.py PORT FILE`: the constant is what stands in the file.
"""

import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response

from licet.api.schema import Check

app = FastAPI()
CONSTANT = Path(sys.argv[2]).read_bytes()


@app.post("/v1/checks")
async def check(body: Check) -> Response:
    """Validate and answer."""
    return Response(CONSTANT, media_type="application/json")


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False, log_level="warning", server_header=False)
