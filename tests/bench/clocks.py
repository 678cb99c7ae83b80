"""Times whatever can be called, all in turns: a machine that is busy for a while is busy for all of it."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from statistics import median

SECONDS_EACH = 0.6  # of one run; what is slow is called less often


@dataclass(frozen=True)
class Cost:
    """Milliseconds by the wall and of this process, one median for each run."""

    wall: list[float]
    cpu: list[float]

    @property
    def ms(self) -> float:
        return median(self.wall)

    def times(self, floor: "Cost") -> float:
        """How many times the floor: each run by itself, then the median of the runs."""
        return median(mine / its for mine, its in zip(self.wall, floor.wall, strict=True))

    def cpu_times(self, floor: "Cost") -> float:
        return median(mine / its for mine, its in zip(self.cpu, floor.cpu, strict=True))


def in_turns(deeds: Mapping[str, Callable[[], object]], *, runs: int, rounds: int) -> dict[str, Cost]:
    """Call everything ``rounds`` times in each run, in an order that chance shuffles anew every time."""
    often = {name: _rounds(deed, rounds) for name, deed in deeds.items()}
    costs = {name: Cost([], []) for name in deeds}
    chance = Random(1)
    for _run in range(runs):
        gc.collect()
        walls: dict[str, list[float]] = {name: [] for name in deeds}
        cpus: dict[str, list[float]] = {name: [] for name in deeds}
        for number in range(rounds):
            names = [name for name in deeds if number < often[name]]
            chance.shuffle(names)
            for name in names:
                wall, cpu = time.perf_counter_ns(), time.process_time_ns()
                deeds[name]()
                cpus[name].append((time.process_time_ns() - cpu) / 1e6)
                walls[name].append((time.perf_counter_ns() - wall) / 1e6)
        for name, cost in costs.items():
            cost.wall.append(median(walls[name]))
            cost.cpu.append(median(cpus[name]))
    return costs


def _rounds(deed: Callable[[], object], rounds: int) -> int:
    """How often in a run; the calls that find it out warm everything up."""
    deed()
    began = time.perf_counter()
    deed()
    took = time.perf_counter() - began
    return max(1, min(rounds, int(SECONDS_EACH / took)))
