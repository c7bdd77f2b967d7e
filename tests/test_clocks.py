"""Clocks that are wrong, leap days, and time zones at both ends of the world: order and answers are unharmed."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from audit_support import KEY, verified
from log_support import BACKENDS, DATABASES, START, Clock, batch, new_place, verify
from made_up import act, ask, policy, requirement, shipment, status

from licet.engine.policy import EVERYTHING, Known
from licet.events.folder import ids, origin_of
from licet.events.log import open_log, position_at
from licet.events.signing import CheckpointSigner
from licet.events.stored import Stored

JUMPS = {
    "set back": (timedelta(days=-3650),),
    "set forward and back again": (timedelta(days=3650), timedelta(days=-3650)),
    "a second back, again and again": (timedelta(seconds=-2),) * 5,
    "summer time": (timedelta(hours=1), timedelta(hours=-1)),
    "before 1970": (datetime(1901, 1, 1, tzinfo=UTC) - START,),
    "the last day": (datetime(9999, 12, 31, 12, tzinfo=UTC) - START, timedelta(days=-365_000)),
}


@pytest.mark.parametrize("jumps", JUMPS.values(), ids=JUMPS.keys())
@pytest.mark.parametrize("backend", BACKENDS)
def test_order_is_that_of_positions_whatever_the_clock_says(
    backend: str, jumps: tuple[timedelta, ...], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    clock = Clock()
    place = new_place(backend, tmp_path, request)
    wanted = ["E-0"]
    with open_log(place, clock=clock) as log:
        log.append(batch("E-0"))
        for n, jump in enumerate(jumps, 1):
            clock.now += jump
            log.append(batch(f"E-{n}", f"F-{n}"))
            wanted += [f"E-{n}", f"F-{n}"]
        assert verify(log) == wanted
        records = list(log.read())
        for before, after in pairwise(records):
            at = position_at(log, before.recorded_at)
            assert at >= before.position and (at == before.position or after.recorded_at == before.recorded_at)


@pytest.mark.parametrize("backend", DATABASES)
def test_signing_does_not_depend_on_the_clock(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The order of checkpoints is that of sizes; where ids were ended, the last one is still found."""
    (tmp_path / "db").mkdir()
    place, root, clock = new_place(backend, tmp_path / "db", request), tmp_path / "checkpoints", Clock()
    with open_log(place, clock=clock) as log, Stored(place) as stored:
        for n, jump in enumerate((0, 3650, -7300, 1)):
            clock.now += timedelta(days=jump)
            log.append(batch(f"E-{n}"))
            signed = CheckpointSigner(stored, "events", root, [KEY], clock).sign()  # as after a start
            assert signed is not None and signed.size == n + 1
    found = verified(place, root, origin_of(ids(root)[0], "events"))
    assert (found.faults, found.signed, len(ids(root))) == ((), 4, 1)


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)), UTC])
def test_the_zone_of_a_clock_is_no_part_of_the_instant(zone: timezone, tmp_path: Path) -> None:
    with open_log(tmp_path / "log", clock=lambda: START.astimezone(zone)) as log:
        (record,) = log.append(batch("A"))
    assert record.recorded_at == START and record.recorded_at.utcoffset() == timedelta(0)


# --- leap days ----------------------------------------------------------------------------------------------------------------


def test_a_leap_day_is_a_day() -> None:
    law = policy(requirement(**{"from": "2028-02-29", "through": "2028-02-29"}))
    days = ("2028-02-28", "2028-02-29", "2028-03-01")
    assert [ask(law, shipment(date=day)).outcome for day in days] == ["NO_LICENCE_REQUIRED", "LICENCE_REQUIRED", "NO_LICENCE_REQUIRED"]
    holds = ask(law, shipment(date="2028-02-29")).holds
    assert holds is not None and (str(holds.from_), str(holds.through)) == ("2028-02-29", "2028-02-29")


@pytest.mark.parametrize(("year", "last"), [(2028, "2028-02-29"), (2027, "2027-02-28"), (2100, "2100-02-28"), (2000, "2000-02-29")])
def test_what_ends_in_february_ends_on_its_last_day(year: int, last: str) -> None:
    law = policy(
        requirement(**{"from": "1999-01-01"}), act("control_suspended", "AQ-3/s", targets=["AQ-1"], from_=f"{year}-02-01", through=last)
    )
    assert [status(law, "AQ-1/1", day) for day in (f"{year}-01-31", last, f"{year}-03-01")] == ["operative", "suspended", "operative"]


def test_what_is_published_on_a_leap_day_is_known_from_that_day() -> None:
    for day, known in (("2024-02-28", False), ("2024-02-29", True), ("2024-03-01", True)):
        through = Known(datetime.fromisoformat(day).date())
        assert ("AQ-1/1" in policy(requirement(published="2024-02-29"), known=through).requirements) is known
    assert "AQ-1/1" in policy(requirement(published="2024-02-29"), known=EVERYTHING).requirements


# --- time zones of the process ---------------------------------------------------------------------------------------------------

ZONES = {"UTC": 0, "Pacific/Kiritimati": 14, "Etc/GMT+12": -12}  # hours
COMMANDS = (
    ["check", "--code", "1C909.a", "--to", "DE", "--on", "2026-11-11", "--json"],
    ["check", "--code", "1C909.a", "--to", "DE", "--on", "2025-11-08", "--published-through", "2025-10-09", "--json"],
    ["timeline", "--code", "1C909.a", "--to", "DE", "--first", "2024-02-28", "--last", "2028-03-01", "--json"],
    ["events", "list", "--json"],
)
PROGRAM = """
import sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from licet.api import cli, opening
from licet.events.corpus import load_corpus
from licet.events.log import open_log
from licet.events.record import record
time.tzset()
assert datetime.now().astimezone().utcoffset() == timedelta(hours=int(sys.argv[2])), "the zone is not the one that was set"
with open_log(sys.argv[1], clock=lambda: datetime.fromtimestamp(1_792_000_000, UTC).astimezone()) as log:
    record(log, load_corpus())
for command in COMMANDS:
    assert cli.run([*command, "--db", sys.argv[1]]) == 0, command
"""


def test_the_same_questions_give_the_same_bytes_in_every_time_zone(tmp_path: Path) -> None:
    """Events recorded by a clock of that zone, and questions asked in it."""
    program = PROGRAM.replace("COMMANDS", repr(COMMANDS))
    said = set()
    for n, (zone, hours) in enumerate(ZONES.items()):
        environ = {**os.environ, "TZ": zone, "PYTHONWARNINGS": "error"}
        command = [sys.executable, "-c", program, str(tmp_path / f"{n}.sqlite"), str(hours)]
        done = subprocess.run(command, env=environ, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode()
        said.add(done.stdout)
    assert len(said) == 1 and len(said.pop()) > 100_000
