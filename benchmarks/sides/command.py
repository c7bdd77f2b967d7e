"""`licet screen`: the whole run as the command does it, with its journal, its manifest and its looking again at what was written."""

from collections.abc import Callable
from pathlib import Path

from licet.api.bulk.job import Job
from licet.api.bulk.run import Summary, screen_file
from licet.engine.policy import Known

from ..checks import answering
from ..timing import Work


def prepare(source: Path, target: Path, carried: bool, threads: int) -> tuple[Work, Callable[[], int]]:
    """The run, and how many classes it met. All results, and the references, which it always repeats."""
    answers, ended = answering(), list[Summary]()
    answers.policy()
    mode = "durable-rules"
    job = Job(str(source), str(target), "parquet", "parquet", Known(), mode, 1 << 18, carried, overwrite=True, threads=threads)
    return lambda: ended.append(screen_file(job, answers, lambda _: None)), lambda: ended[-1].classes
