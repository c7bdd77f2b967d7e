"""Asking the application in the process of the test."""

from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient


def local(app: FastAPI, **options: Any) -> TestClient:
    """A client on the machine of the server: let in without a credential as long as there is no key."""
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000), **options)
