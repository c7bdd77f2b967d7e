"""A small OpenID provider on loopback: discovery, keys, tokens. For tests."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

AUDIENCE: Final = "licet-test"
PRIVATE: Final[dict[str, Any]] = {
    "RS256": rsa.generate_private_key(65537, 2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}


def public(algorithm: str, key: Any = None, **members: Any) -> dict[str, Any]:
    """The public key as JSON (JWK), with `members` in it."""
    own = (key or PRIVATE[algorithm]).public_key()
    kind = {"RS256": RSAAlgorithm, "ES256": ECAlgorithm, "EdDSA": OKPAlgorithm}[algorithm]
    return {**kind.to_jwk(own, as_dict=True), "kid": algorithm, "use": "sig", "alg": algorithm, **members}


class Provider:
    """What it answers can be set: `answers` maps a path to the JSON that it gives, or to (status, headers, bytes)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[str] = []
        self.answers: dict[str, Any] = {
            "/.well-known/openid-configuration": {"issuer": url, "jwks_uri": f"{url}/keys"},
            "/keys": {"keys": [public(algorithm) for algorithm in PRIVATE]},
        }

    def claims(self, **changed: Any) -> dict[str, Any]:
        """Claims that hold, changed; what is changed to `...` is left out, and a `timedelta` is from now."""
        now = int(time.time())
        claims = {"iss": self.url, "aud": AUDIENCE, "sub": "anna", "iat": now, "nbf": now, "exp": now + 300, "scope": "openid licet:check"}
        given = {name: value for name, value in {**claims, **changed}.items() if value is not ...}
        return {name: int(time.time() + value.total_seconds()) if isinstance(value, timedelta) else value for name, value in given.items()}

    def token(self, algorithm: str = "RS256", *, key: Any = None, headers: dict[str, Any] | None = None, **changed: Any) -> str:
        """A token with those claims."""
        return jwt.encode(self.claims(**changed), key or PRIVATE[algorithm], algorithm, {"kid": algorithm, **(headers or {})})


@contextmanager
def provider() -> Iterator[Provider]:
    """One that runs until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            running.asked.append(self.path)
            answer = running.answers.get(self.path, (404, {}, b""))
            status, headers, body = answer if isinstance(answer, tuple) else (200, {}, json.dumps(answer).encode())
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
