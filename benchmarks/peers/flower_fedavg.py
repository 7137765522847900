"""Flower's side of the pair: its weighted average, called in this process.

Arguments: clients, parameters, repetitions, orders of arrival.
Prints lines "sample TAB name TAB decimal", as benchmarks/peers/README.md describes.
"""

import hashlib
import statistics
import sys
import time

import numpy as np
from flwr.server.strategy.aggregate import aggregate

WARM_UP = 10


def main() -> None:
    clients, parameters, repetitions, orders = map(int, sys.argv[1:5])
    random = np.random.default_rng(1)
    results = [
        ([(0.01 * random.standard_normal(parameters)).astype(np.float32)], 50 + client)
        for client in range(clients)
    ]
    millis = []
    for i in range(-WARM_UP, repetitions):
        start = time.perf_counter_ns()
        aggregate(results)
        taken = (time.perf_counter_ns() - start) / 1e6
        if i >= 0:
            millis.append(taken)
    sample("ms", statistics.median(millis))
    sample("differing", differing(results, orders, random))


def differing(results, orders, random) -> int:
    first = digest(aggregate(results))
    count = 0
    for _ in range(orders):
        permuted = [results[i] for i in random.permutation(len(results))]
        count += digest(aggregate(permuted)) != first
    return count


def digest(layers) -> str:
    sha256 = hashlib.sha256()
    for layer in layers:
        sha256.update(np.ascontiguousarray(layer).tobytes())
    return sha256.hexdigest()


def sample(name: str, value: float) -> None:
    print(f"sample\t{name}\t{float(value)}", flush=True)


if __name__ == "__main__":
    main()
