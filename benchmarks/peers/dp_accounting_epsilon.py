"""dp-accounting's side of the pair: what rounds cost, by its RDP and PLD accountants, called in this process.

Arguments: repetitions, then the works: rdp, pld-1e3, pld-1e5, distinct, calibrate.
Prints lines "sample TAB work TAB milliseconds", the median of the repetitions, as benchmarks/peers/README.md describes.
"""

import statistics
import sys
import time

import dp_accounting
from dp_accounting import pld, rdp

ORDERS = [1 + x / 10 for x in range(1, 100)] + list(range(11, 65)) + [80, 96, 128, 192, 256, 512]


def sampled(rate, noise, rounds):
    return dp_accounting.SelfComposedDpEvent(
        dp_accounting.PoissonSampledDpEvent(rate, dp_accounting.GaussianDpEvent(noise)), rounds
    )


def epsilon(accountant, event, delta):
    return accountant.compose(event).get_epsilon(delta)


def new_pld():
    return pld.PLDAccountant(value_discretization_interval=1e-4)


def distinct():
    return dp_accounting.ComposedDpEvent([sampled(0.01 + 1e-4 * i, 1.0 + 0.01 * i, 10) for i in range(100)])


WORKS = {
    "rdp": lambda: epsilon(rdp.RdpAccountant(ORDERS), sampled(0.01, 1.0, 1000), 1e-5),
    "pld-1e3": lambda: epsilon(new_pld(), sampled(0.01, 1.0, 1_000), 1e-5),
    "pld-1e5": lambda: epsilon(new_pld(), sampled(0.01, 1.0, 100_000), 1e-5),
    "distinct": lambda: epsilon(new_pld(), distinct(), 1e-5),
    "calibrate": lambda: dp_accounting.calibrate_dp_mechanism(
        new_pld,
        lambda noise: sampled(0.03, noise, 500),
        8.0,
        1e-5,
        dp_accounting.LowerEndpointAndGuess(0.1, 1.0),
        tol=1e-6,
    ),
}


def main() -> None:
    repetitions = int(sys.argv[1])
    for name in sys.argv[2:]:
        WORKS[name]()
        times = []
        for _ in range(repetitions):
            start = time.perf_counter_ns()
            WORKS[name]()
            times.append((time.perf_counter_ns() - start) / 1e6)
        print(f"sample\t{name}\t{statistics.median(times)}", flush=True)


if __name__ == "__main__":
    main()
