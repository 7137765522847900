package org.folkmoot.secure.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;

/**
 * Divides a cohort into groups of which only the sums show, so that a robust rule can look at the sums.
 *
 * <p>Guarantees: everybody draws the same groups from the same seed; sizes differ by one at most; no group is below the
 * floor. A seed that nobody knew when the cohort was fixed keeps the coordinator from choosing who is with whom. The sums of
 * groups do show: that is the price of grouping.
 *
 * @param groups how many
 * @param clients of all groups
 */
public record GroupDraw(int groups, int clients) {
    /** Rejects draws without groups or with empty ones. */
    public GroupDraw {
        if (groups < 1 || clients < groups) {
            throw new IllegalArgumentException(
                    "groups: " + groups + " of " + clients + " clients (expected: >= 1, none empty)");
        }
    }

    /**
     * {@return as many groups as a rule can have without any below the floor}
     *
     * @param floor fewest clients of a group, whose sum shows
     * @param fewestGroups fewest groups that the rule can work with
     * @throws NoGraphException if there are too few clients for that, with the numbers
     */
    public static GroupDraw of(int clients, int floor, int fewestGroups) throws NoGraphException {
        int groups = clients / Math.max(1, floor);
        if (groups < Math.max(1, fewestGroups)) {
            throw new NoGraphException("clients: " + clients + " in groups of at least " + floor + " (expected: "
                    + fewestGroups + " groups, for the rule)");
        }
        return new GroupDraw(groups, clients);
    }

    /** {@return the members of each group, ascending; indices into the cohort sorted by pseudonym} */
    public List<List<Integer>> draw(Digest seed) {
        int[] order = IntStream.range(0, clients).toArray();
        AesCtrGenerator.fromSeed(seed).shuffle(order);
        List<List<Integer>> drawn = new ArrayList<>(groups);
        int from = 0;
        for (int g = 0; g < groups; g++) {
            int size = clients / groups + (g < clients % groups ? 1 : 0);
            drawn.add(Arrays.stream(order, from, from + size).sorted().boxed().toList());
            from += size;
        }
        return drawn;
    }
}
