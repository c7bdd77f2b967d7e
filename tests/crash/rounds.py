"""Rounds: processes are started, killed, and everything is checked. A log lives through several rounds, which begin before it is made."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from random import Random
from typing import Any, Final

from .check import Broken, Ledger, check, must
from .places import Databases
from .processes import STEPS, Acknowledged, Checkpointed, Failed, Job, run

WAYS: Final = {
    "sqlite": ("steps", "one by one", "at once"),
    "postgresql": ("steps", "server", "one by one", "server and all", "at once", "server"),
}
ROUNDS_OF_A_LOG: Final = 11  # prime to the number of ways, so that each of them is met in every place
LONGEST_S: Final = 60.0  # a round that takes longer hangs

# A clean process from which the others are forked: nothing is open in it.
_context: Final = get_context("forkserver")
_context.set_forkserver_preload(["licet.tests.crash.processes", "licet.events.sql", "licet.events.store_sql"])


@dataclass
class Figures:
    """What was done and found. `steps`: those at which a process died, with its role."""

    rounds: int = 0
    kills: int = 0
    server_kills: int = 0
    appends: int = 0
    events: int = 0
    receipts: int = 0
    checkpoints: int = 0
    lost_answers: int = 0
    vanished: int = 0
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)

    def text(self) -> str:
        missing = [f"{role} {step}" for role in STEPS for step in STEPS[role] if not self.steps[role, step]]
        steps = f"{len(self.steps)} named steps" + (f" ({len(missing)} not met)" if missing else ", all there are")
        return (
            f"{self.rounds} rounds: {self.kills} processes killed, {sum(self.steps.values())} of them at {steps}; the server killed"
            f" {self.server_kills} times; {self.appends} appends of {self.events} events and {self.receipts} receipts acknowledged, lost 0;"
            f" {self.lost_answers + self.vanished} appends not acknowledged, of which {self.lost_answers} were stored whole and"
            f" {self.vanished} not at all; {self.checkpoints} checkpoints, two of one size with different roots 0"
        )


class Process:
    """One of those that are killed."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.pipe: Connection
        self.pipe, theirs = _context.Pipe(duplex=False)
        self._process: BaseProcess = _context.Process(target=run, args=(job, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.acknowledged = 0
        self.ended = False
        self.killed = False

    def kill(self) -> bool:
        """Whether it had not ended."""
        if self.ended or self.killed or self._process.pid is None:
            return False
        try:
            os.kill(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:  # it was quicker, which its pipe tells
            return False
        self.killed = True
        return True

    def join(self) -> None:
        self._process.join(LONGEST_S)
        must(not self._process.is_alive(), f"`{self.job.name}` does not end")
        self._process.close()


class Rounds:
    """All rounds with one kind of database."""

    def __init__(self, databases: Databases, seed: int, figures: Figures) -> None:
        self._databases, self._seed, self.figures = databases, seed, figures
        self._ledger: Ledger | None = None
        self._turns: Counter[str] = Counter()

    def run(self, number: int) -> None:
        """One round, by its number from 0. `Broken` says what is wrong."""
        chosen = Random(f"{self._seed}/{self._databases.backend}/{number}")
        if self._ledger is None or number % ROUNDS_OF_A_LOG == 0:
            name = f"log_{number}"
            self._ledger = Ledger(self._databases.new(name), self._databases.folder / f"{name}.checkpoints")
            way = "from the start"
        else:
            ways = WAYS[self._databases.backend]
            way = ways[number % len(ways)]
        try:
            _Round(self._ledger, self._databases, self.figures, [Process(job) for job in self._jobs(number, way, chosen)]).run(way, chosen)
            found = check(self._ledger)
        except Exception as error:
            raise Broken(f"round {number} ({way}) on {self._ledger.place}: {type(error).__name__}: {error}") from error
        self.figures.rounds += 1
        self.figures.lost_answers += found.lost_answers
        self.figures.vanished += found.vanished

    def _jobs(self, number: int, way: str, chosen: Random) -> Sequence[Job]:
        assert self._ledger is not None
        roles = ["writer", "writer", "keeper", "signer", *(["signer"] if chosen.random() < 0.4 else [])]
        return [self._job(role, f"{role}-{n}-{number}", way, chosen) for n, role in enumerate(roles)]

    def _job(self, role: str, name: str, way: str, chosen: Random) -> Job:
        assert self._ledger is not None
        job = Job(role, self._ledger.place, self._ledger.root, name, f"{self._seed}/{name}", chosen.choice((0.0, -3600.0, 3600.0)))
        if way != "steps":
            return job
        self._turns[role] += 1
        steps = STEPS[role]
        return job._replace(step=steps[self._turns[role] % len(steps)], after=chosen.randrange(1, 8))


class _Round:
    def __init__(self, ledger: Ledger, databases: Databases, figures: Figures, processes: Sequence[Process]) -> None:
        self._ledger, self._databases, self._figures, self._processes = ledger, databases, figures, processes
        self._until = time.monotonic() + LONGEST_S
        self._wrong: list[str] = []

    def run(self, way: str, chosen: Random) -> None:
        try:
            if way != "from the start":
                self._hear_until(self._begun)
            if way in ("server", "server and all"):
                self._hear_for(chosen.random() * 0.3)
                must(self._databases.kill(chosen) is not None, "there is no server to kill")
                self._figures.server_kills += 1
                if way == "server":
                    self._go_on_with_a_new_server()
                else:
                    self._kill(self._processes)
                    self._databases.revive()
            elif way == "steps":
                self._hear_for(1.0, enough=lambda: all(p.ended for p in self._processes))
            elif way in ("one by one", "from the start"):
                for process in chosen.sample(self._processes, len(self._processes)):
                    self._hear_for(chosen.random() * (0.15 if way == "one by one" else 0.04))
                    self._kill([process])
            else:
                self._hear_for(chosen.random() * 0.4)
        finally:
            self._kill(self._processes)
            while open_pipes := [p for p in self._processes if not p.ended]:
                self._hear(open_pipes, 1.0)
            for process in self._processes:
                process.join()
            must(not self._wrong, "; ".join(self._wrong))

    def _begun(self) -> bool:
        """Whether each has done something, or has died. Where all who write have died, a second signer may find nothing left to sign."""
        if all(p.acknowledged or p.ended for p in self._processes):
            return True
        return all(p.ended for p in self._processes if p.job.role != "signer")

    def _go_on_with_a_new_server(self) -> None:
        """Whoever was not killed goes on by itself, and is acknowledged again."""
        self._databases.revive()
        before = {p.job.name: p.acknowledged for p in self._processes}
        self._hear_until(lambda: all(p.ended or p.acknowledged > before[p.job.name] for p in self._processes if p.job.role != "signer"))
        self._hear_for(0.1)

    def _kill(self, processes: Sequence[Process]) -> None:
        self._figures.kills += sum([process.kill() for process in processes])

    def _hear_until(self, enough: Callable[[], bool]) -> None:
        while not enough():
            self._hear([p for p in self._processes if not p.ended], 0.05)

    def _hear_for(self, seconds: float, enough: Callable[[], bool] = lambda: False) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not enough():
            self._hear([p for p in self._processes if not p.ended], left)

    def _hear(self, processes: Sequence[Process], seconds: float) -> None:
        """What they say, for at most so long. Half a message is none: its sender died."""
        must(time.monotonic() < self._until, "nothing goes on any more")
        if not processes:
            time.sleep(seconds)
            return
        for ready in wait([process.pipe for process in processes], seconds):
            process = next(p for p in processes if p.pipe is ready)
            try:
                self._heard(process, process.pipe.recv())
            except (EOFError, OSError):
                self._end(process)

    def _heard(self, process: Process, said: Any) -> None:
        if isinstance(said, Failed):
            self._wrong.append(f"`{said.name}`: {said.reason}")
            return
        self._ledger.heard(said)
        if isinstance(said, Checkpointed):
            process.acknowledged += 1
            self._figures.checkpoints += 1
        if isinstance(said, Acknowledged):
            process.acknowledged += 1
            sent = self._ledger.sent[said.key]
            self._figures.appends += 1
            self._figures.events += len(sent.own) if sent.log == "events" else 0
            self._figures.receipts += len(sent.ids) if sent.log == "receipts" else 0

    def _end(self, process: Process) -> None:
        process.ended = True
        process.pipe.close()
        if not process.killed:
            if process.job.step is None:
                self._wrong.append(f"`{process.job.name}` died by itself")
            self._figures.kills += 1
            self._figures.steps[process.job.role, str(process.job.step)] += 1
