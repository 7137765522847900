"""Flower's side of the pair: the functions of its SecAgg+, called in this process, unmodified.

Arguments: clients, parameters, threshold, dropped, measured.
A whole round takes minutes, so it is measured in parts and added up: all steps of `measured` clients; of the server, the
putting together of `measured` secrets of either kind, and as many masks. Messages and transport are left out. Prints lines
"sample TAB name TAB number", as benchmarks/peers/README.md describes; times are those of the processor.
"""

import importlib
import os
import sys
import time

import numpy as np
from flwr.common import ndarrays_to_parameters
from flwr.common.secure_aggregation.crypto.shamir import combine_shares, create_shares
from flwr.common.secure_aggregation.crypto.symmetric_encryption import encrypt, generate_shared_key
from flwr.common.secure_aggregation.ndarrays_arithmetic import parameters_subtraction
from flwr.common.secure_aggregation.secaggplus_constants import Key
from flwr.common.secure_aggregation.secaggplus_utils import pseudo_rand_gen, share_keys_plaintext_concat
from flwr.supercore.primitives.asymmetric import bytes_to_private_key, bytes_to_public_key

# The package gives a function of this name in place of the module.
client = importlib.import_module("flwr.client.mod.secure_aggregation.secaggplus_mod")

CLIPPING = 8.0
TARGET_RANGE = 1 << 22
MOD_RANGE = 1 << 32


def configs(clients: int, threshold: int) -> dict:
    return {
        Key.SAMPLE_NUMBER: clients,
        Key.SHARE_NUMBER: clients,
        Key.THRESHOLD: threshold,
        Key.CLIPPING_RANGE: CLIPPING,
        Key.TARGET_RANGE: TARGET_RANGE,
        Key.MOD_RANGE: MOD_RANGE,
        Key.MAX_WEIGHT: 1000.0,
    }


def shares_from(others, state, threshold):
    """What the others deal to a client; their own cost is that of any client and not measured here."""
    pieces = create_shares(os.urandom(32), threshold, len(others) + 1)
    keys = create_shares(others[0].sk1, threshold, len(others) + 1)
    texts = []
    for i, other in enumerate(others):
        shared = generate_shared_key(bytes_to_private_key(other.sk2), bytes_to_public_key(state.pk2))
        texts.append(encrypt(shared, share_keys_plaintext_concat(other.nid, state.nid, pieces[i], keys[i])))
    return {Key.SOURCE_LIST: [other.nid for other in others], Key.CIPHERTEXT_LIST: texts}


def main() -> None:
    clients, parameters, threshold, dropped, measured = map(int, sys.argv[1:6])
    states = []
    for nid in range(1, clients + 1):
        state = client.SecAggPlusState()
        state.nid = nid
        client._setup(state, configs(clients, threshold))
        states.append(state)
    public = {str(state.nid): [state.pk1, state.pk2] for state in states}
    update = ndarrays_to_parameters([(0.01 * np.random.default_rng(1).standard_normal(parameters)).astype(np.float32)])

    one_client = client_seconds(states, public, update, threshold, measured)
    server = server_seconds(states, parameters, threshold, dropped, measured)
    print(f"sample\tclient\t{one_client * 1000}")
    print(f"sample\tunmask\t{server}")
    print(f"sample\tround\t{one_client * clients + server}", flush=True)


def client_seconds(states, public, update, threshold, measured) -> float:
    total = 0.0
    for state in states[:measured]:
        start = time.process_time()
        client._share_keys(state, dict(public))
        total += time.process_time() - start
        dealt = shares_from([other for other in states if other is not state], state, threshold)
        start = time.process_time()
        client._collect_masked_vectors(state, dealt, 100, update)
        total += time.process_time() - start
    return total / measured


def server_seconds(states, parameters, threshold, dropped, measured) -> float:
    clients = len(states)
    survivors = clients - dropped
    seeds = create_shares(os.urandom(32), threshold, clients)[:survivors]
    keys = create_shares(states[0].sk1, threshold, clients)[:survivors]
    vector = [np.zeros(1, dtype=np.int64), np.zeros(parameters, dtype=np.int64)]
    dimensions = [each.shape for each in vector]
    seed = seconds(lambda: combine_shares(seeds), measured)
    key = seconds(lambda: combine_shares(keys), measured)
    mask = seconds(
        lambda: parameters_subtraction(vector, pseudo_rand_gen(os.urandom(32), MOD_RANGE, dimensions)), measured)
    agree = seconds(
        lambda: generate_shared_key(bytes_to_private_key(states[0].sk1), bytes_to_public_key(states[1].pk1)), 20)
    return survivors * (seed + mask) + dropped * (key + (clients - 1) * (agree + mask))


def seconds(work, repetitions) -> float:
    start = time.process_time()
    for _ in range(repetitions):
        work()
    return (time.process_time() - start) / repetitions


if __name__ == "__main__":
    main()
