"""`licet verify`, `checkpoint`, `keys signing` and `audit export` as typed; and a server that signs while it serves."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from audit_support import unguarded
from log_support import batch
from test_serving import get, start

import licet
from licet.api import cli
from licet.api.settings import Settings
from licet.api.sources import read_settings
from licet.api.terminal import auditing
from licet.events.codec import encode
from licet.events.tlog.note import VerifierKey


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    place = tmp_path / "log.sqlite"
    monkeypatch.setenv("LICET_DB", str(place))
    assert cli.run(["events", "load"]) == 0
    capsys.readouterr()
    return place


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(list(arguments))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_log_is_signed_checked_and_found_changed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "verify")
    assert status == 0 and "never signed: `licet checkpoint` signs it" in out
    status, _, err = run(capsys, "audit", "export", str(place.parent / "x"), "--all")
    assert status == 1 and "never signed" in err
    status, _, err = run(capsys, "keys", "signing", "show")
    assert status == 2 and "nothing was signed yet" in err
    assert run(capsys, "checkpoint")[0] == 0
    status, out, _ = run(capsys, "checkpoint")
    assert (status, out) == (0, "nothing new to sign\n")

    status, out, _ = run(capsys, "keys", "signing", "show")
    key = VerifierKey.parse(out.splitlines()[0])  # the next one is for receipts
    status, out, err = run(capsys, "verify", "--key", str(key))
    assert (status, err) == (0, "") and f"signed by {key}" in out
    (place.parent / "trusted").write_text(f"{key}\n")
    assert run(capsys, "verify", "--key", str(place.parent / "trusted"))[0] == 0
    status, out, _ = run(capsys, "verify", "--json")
    found = json.loads(out)
    assert (status, found["sound"], found["logs"][0]["signed"]) == (0, True, found["logs"][0]["size"])

    other = VerifierKey(key.name, bytes(32))
    status, out, _ = run(capsys, "verify", "--key", str(other))
    assert status == 1 and "no signature is by a key that is known here" in out

    unguarded(str(place), "DELETE FROM licet_event WHERE position = 5")
    status, out, _ = run(capsys, "verify")
    assert status == 1 and out.startswith("events: position 5: missing: the log goes on at 6")
    status, out, _ = run(capsys, "verify", "--json")
    found = json.loads(out)
    assert (status, found["sound"], found["logs"][0]["faults"][0]["position"]) == (1, False, 5)
    status, _, err = run(capsys, "checkpoint")
    assert status == 1 and "position 5 is missing" in err

    # A log that was renumbered on purpose cannot be: this one is damaged, and stays so under a new id too.
    assert run(capsys, "checkpoint", "--new-id", "a try")[0] == 1


def test_checkpoints_that_are_gone_are_missed_where_keys_were_given(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _given(place, 1)
    assert run(capsys, "checkpoint")[0] == 0
    keys = run(capsys, "keys", "signing", "show")[1]
    Path(f"{place}.checkpoints").rename(place.parent / "elsewhere")
    status, out, err = run(capsys, "verify", "--key", keys.splitlines()[0])
    assert status == 0 and "compared with the checkpoints of its own database alone" in err
    unguarded(str(place), "DELETE FROM licet_checkpoint WHERE log LIKE '%/receipts'")
    status, out, _ = run(capsys, "verify", "--key", keys.splitlines()[0])
    assert status == 1 and "receipts: there is no checkpoint to be checked with the keys" in out
    unguarded(str(place), "UPDATE licet_checkpoint SET log = 'other'")
    status, out, _ = run(capsys, "verify")
    assert status == 1 and "database: there are checkpoints of `other`, which is no log" in out
    assert run(capsys, "verify", "--checkpoints", str(place.parent / "elsewhere"))[0] == 1


def test_the_terminal_shows_how_far_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    now = iter([0.0, 1.0, 1.1, 2.0])
    monkeypatch.setattr(auditing.time, "monotonic", lambda: next(now))
    with auditing._progress("events") as tell:
        tell(10_000)
        tell(20_000)
        tell(30_000)
    assert capsys.readouterr().err == "\revents: 10,000 positions, 10,000/s \revents: 30,000 positions, 15,000/s \r\033[K"


def test_going_on_under_a_new_id(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "checkpoint")[0] == 0
    unguarded(str(place), "DELETE FROM licet_event WHERE position > 270")
    assert "the log ends at position 270, but" in run(capsys, "checkpoint")[2]
    status, out, _ = run(capsys, "checkpoint", "--new-id", "disk lost")
    assert status == 0 and "signed 270 positions" in out
    status, out, _ = run(capsys, "verify")
    assert status == 0
    assert "Z disk lost\n  the log is no longer the one that was signed under it: position 271: missing" in out
    assert "events: 270 positions as they were signed" in out
    assert run(capsys, "checkpoint", "--new-id", " ")[0] == 2


def _head(place: Path) -> int:
    connection = sqlite3.connect(place)
    (head,) = connection.execute("SELECT max(position) FROM licet_event").fetchone()
    connection.close()
    return int(head)


def test_receipts_are_signed_checked_and_exported(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = _given(place, 3)
    assert "\nreceipts: signed 3 positions" in run(capsys, "checkpoint")[1]
    status, out, _ = run(capsys, "verify", "--key", run(capsys, "keys", "signing", "show")[1].splitlines()[0])
    assert status == 0 and "receipts: 3 positions as they were signed" in out
    status, out, _ = run(capsys, "audit", "export", str(place.parent / "export"), "--receipts", ids[1], "--events", "CN-2025-57/1")
    assert status == 0 and "1 events, 1 receipts" in out
    entries = place.parent / "export" / "receipts" / "entries"
    assert sorted(path.name for path in entries.iterdir()) == [
        f"002.{kind}" for kind in ("answer", "json", "leaf", "question", "salt", "tlog-proof")
    ]
    assert _checked(place).returncode == 0

    for name in ("002.answer", "002.question", "002.salt"):
        whole = (entries / name).read_bytes()
        (entries / name).write_bytes(whole + b" ")
        assert "not the ones that the receipt commits to" in _checked(place).stdout
        (entries / name).write_bytes(whole)
    (entries / "002.salt").unlink()
    assert "does not commit to" in _checked(place).stdout

    connection = sqlite3.connect(place)
    connection.execute("UPDATE licet_check SET question = NULL, answer = NULL, salt = NULL")
    connection.commit()
    connection.close()
    assert run(capsys, "audit", "export", str(place.parent / "erased"), "--receipts", ids[1])[0] == 0
    assert sorted(path.suffix for path in (place.parent / "erased/receipts/entries").iterdir()) == [".json", ".leaf", ".tlog-proof"]

    unguarded(str(place), "DELETE FROM licet_receipt WHERE position = 2")
    status, out, _ = run(capsys, "verify")
    assert status == 1 and "receipts: position 2: missing: the log goes on at 3" in out


def _given(place: Path, count: int) -> list[str]:
    """Receipts, as the server records them."""
    question = {"shipment": {"goods": {"material": "holmium", "form": "metal"}, "destination": "DE", "date": "2026-11-10"}}
    body = json.dumps(question).encode()
    head = get("/v1/checks?keep=true", "Content-Type: application/json", f"Content-Length: {len(body)}").replace(b"GET", b"POST")
    server = start(place, LICET_SIGNING="off")
    answers = [server.ask(head, body) for _ in range(count)]
    assert [status for status, _, _ in answers] == [201] * count
    assert server.end() == 0
    connection = sqlite3.connect(place)
    ids = [row[0] for row in connection.execute("SELECT receipt_id FROM licet_receipt ORDER BY position")]
    connection.close()
    return ids


def _checked(place: Path) -> "subprocess.CompletedProcess[str]":
    script = Path(licet.__file__).parent / "docs" / "verify_export.py"
    return subprocess.run(
        [sys.executable, "-I", str(script), str(place.parent / "export")], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["verify", "--key", "nonsense"], "is not a verifier key"),
        (["verify", "--key", str(VerifierKey("licet/0123456789abcdef/events", bytes(32)))], "none of the keys is of"),
        (["verify", "--checkpoints", "/nowhere/at/all"], "is not a folder"),
        (["verify", "--db", "memory:"], "cannot be checked"),
        (["checkpoint", "--db", "memory:"], "is gone when this command ends"),
        (["audit", "export", "x"], "say what to export"),
        (["audit", "export", "x", "--all", "--events", "A"], "say what to export"),
        (["audit", "export", "x", "--all", "--db", "memory:"], "was never signed"),
    ],
)
def test_what_cannot_be_done_is_said(place: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, *arguments)
    assert status == 2 and says in err


def test_a_log_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["verify"], ["audit", "export", str(tmp_path / "x"), "--all"]):
        status, _, err = run(capsys, *arguments, "--db", str(tmp_path / "none.sqlite"))
        assert status == 1 and "there is no log at" in err
    assert list(tmp_path.iterdir()) == []


def test_a_second_key(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "checkpoint")[0] == 0
    second = str(place.parent / "second.key")
    status, out, err = run(capsys, "keys", "signing", "new", second)
    assert status == 0 and "made a signing key" in out and "add `" in err
    assert run(capsys, "keys", "signing", "new", second)[0] == 1
    monkeypatch.setenv("LICET_SIGNING_KEY", f"{place}.key,{second}")
    assert len(run(capsys, "keys", "signing", "show")[1].splitlines()) == 4
    monkeypatch.setenv("LICET_SIGNING_KEY", f"{place}.key,{place}.missing")
    status, _, err = run(capsys, "checkpoint")
    assert status == 1 and "cannot be read: no such file" in err
    assert not Path(f"{place}.missing").exists()


@pytest.mark.parametrize(
    ("db", "home", "checkpoints"),
    [
        ("memory:", "/home/u", ""),
        ("/srv/log.sqlite", "/home/u", "/srv/log.sqlite.checkpoints"),
        ("sqlite:////srv/log.sqlite", "/home/u", "/srv/log.sqlite.checkpoints"),
        (
            "postgresql+pg8000://licet:secret@db.example.com:5432/licet",
            "/home/u",
            "/home/u/.local/share/licet/postgresql-pg8000-db.example.com-5432-licet.checkpoints",
        ),
        ("postgresql+pg8000://db.example.com/licet", "", ""),
    ],
)
def test_where_checkpoints_are_kept_unless_it_is_said(db: str, home: str, checkpoints: str) -> None:
    settings: Settings = read_settings({"LICET_DB": db, "HOME": home}, platform="linux")
    assert settings.checkpoints == checkpoints
    assert settings.signing_key == ((checkpoints.removesuffix(".checkpoints") + ".key",) if checkpoints else ())
    assert read_settings({"LICET_DB": db, "HOME": home, "LICET_CHECKPOINTS": "/c"}, platform="linux").checkpoints == "/c"


# --- a server -----------------------------------------------------------------------------------------------------------


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def signed_sizes(place: Path) -> list[int]:
    return sorted(int(path.name) for path in Path(f"{place}.checkpoints").rglob("checkpoints/*") if path.name.isdigit())


def test_a_server_signs_what_is_added(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = _head(place)
    server = start(place, LICET_CHECKPOINT_SECONDS="0.1")
    assert within(20, lambda: signed_sizes(place) == [head])
    file = place.parent / "more.json"
    file.write_text(json.dumps(_event("A-1")))
    assert run(capsys, "events", "append", str(file))[0] == 0
    assert within(20, lambda: signed_sizes(place) == [head, head + 1])
    assert server.end() == 0
    status, out, _ = run(capsys, "verify")
    assert status == 0 and f"{head + 1} positions as they were signed, by 2 in the database and 2 in the folder" in out


def test_a_server_signs_once_more_when_it_ends(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = _head(place)
    server = start(place, LICET_CHECKPOINT_SECONDS="600")
    assert within(20, lambda: signed_sizes(place) == [head])
    file = place.parent / "more.json"
    file.write_text(json.dumps(_event("A-1")))
    assert run(capsys, "events", "append", str(file))[0] == 0
    assert server.end() == 0
    assert signed_sizes(place) == [head, head + 1]


def test_a_server_that_may_not_sign_says_so_and_answers(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "checkpoint")[0] == 0
    unguarded(str(place), "DELETE FROM licet_event WHERE position = (SELECT max(position) FROM licet_event)")
    server = start(place)
    assert within(20, lambda: any(line["logger"] == "licet.signing" for line in server.lines))
    assert server.ask(get("/readyz"))[0] == 200
    assert server.end() == 0
    (line, *_) = [line for line in server.lines if line["logger"] == "licet.signing"]
    assert line["level"] == "error" and "rows are missing; nothing was signed" in line["message"]


def test_signing_can_be_switched_off(place: Path) -> None:
    server = start(place, LICET_SIGNING="off")
    assert server.ask(get("/readyz"))[0] == 200
    assert server.end() == 0
    assert sorted(path.name for path in place.parent.iterdir()) == ["log.sqlite"]
    Path(f"{place}.key").write_text("no key")
    Path(f"{place}.key").chmod(0o600)
    assert cli.run(["serve", "--port", "0"]) == 1


def _event(name: str) -> object:
    return json.loads(encode(batch(name)[0]))
