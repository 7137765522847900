package org.folkmoot.trainers.gpu;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;

/**
 * Virtual clients: which examples of the shared data each has, and in what order it visits them. Must not change, and
 * several threads may ask at once.
 */
public interface VirtualCohort {
    /** {@return how many clients there are} */
    int size();

    /** {@return how many examples a client has, at least 1} */
    int examples(int client);

    /** Writes the examples of a client, as indices into the data, in the order in which an epoch visits them. */
    void visits(int client, int epoch, int[] target);

    /**
     * {@return clients with these examples, visited in the order in which the plain trainer visits them}
     *
     * @param examples for each client the indices of its examples
     * @param seeds for each client the seed of its training task
     */
    static VirtualCohort shuffled(List<int[]> examples, IntFunction<Digest> seeds) {
        requireNonNull(seeds, "seeds");
        List<int[]> own = examples.stream().map(int[]::clone).toList();
        return new VirtualCohort() {
            @Override
            public int size() {
                return own.size();
            }

            @Override
            public int examples(int client) {
                return own.get(client).length;
            }

            @Override
            public void visits(int client, int epoch, int[] target) {
                int[] order = new int[examples(client)];
                Arrays.setAll(order, i -> i);
                Digest seed = SeedDerivation.derive(seeds.apply(client), "plain-trainer/shuffle", epoch);
                AesCtrGenerator.fromSeed(seed).shuffle(order);
                for (int i = 0; i < order.length; i++) {
                    target[i] = own.get(client)[order[i]];
                }
            }
        };
    }
}
