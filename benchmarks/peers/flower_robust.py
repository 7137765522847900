"""Flower's side of the pair: its robust rules and its weighted average, called in this process.

Arguments: clients, parameters, repetitions, then the rules: mean, median, trimmed, krum, bulyan.
Prints lines "sample TAB rule TAB milliseconds", the least of the repetitions, as benchmarks/peers/README.md describes.
"""

import sys
import time

import numpy as np
from flwr.server.strategy import aggregate as flower


def main() -> None:
    clients, parameters, repetitions = map(int, sys.argv[1:4])
    random = np.random.default_rng(1)
    results = [
        ([(0.01 * random.standard_normal(parameters)).astype(np.float32)], 50 + client)
        for client in range(clients)
    ]
    arbitrary = (clients - 3) // 4
    rules = {
        "mean": lambda: flower.aggregate(results),
        "median": lambda: flower.aggregate_median(results),
        "trimmed": lambda: flower.aggregate_trimmed_avg(results, 0.2),
        "krum": lambda: flower.aggregate_krum(results, arbitrary, 0),
        "bulyan": lambda: flower.aggregate_bulyan(results, arbitrary, flower.aggregate_krum, to_keep=0),
    }
    for name in sys.argv[4:]:
        print(f"sample\t{name}\t{least(rules[name], repetitions)}", flush=True)


def least(rule, repetitions) -> float:
    times = []
    for _ in range(repetitions):
        start = time.perf_counter_ns()
        rule()
        times.append((time.perf_counter_ns() - start) / 1e6)
    return min(times)


if __name__ == "__main__":
    main()
