package org.folkmoot.trainers.gpu;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.folkmoot.trainers.cuda.GpuException;

/**
 * A choice by distances that was computed ahead, and stands only where it must be the strict path's.
 *
 * <p>Guarantees: {@code chosen} is what the rule makes of {@link StrictDistances}, whatever computed ahead, how badly it
 * rounded within its bound, and whether it failed. Where the margin is within the bound, or there is a tie, the strict
 * path decides, and {@code whyStrict} says so.
 *
 * @param chosen groups of indices, each upwards: one for Krum, one for each update for nearest neighbours
 * @param whyStrict why the strict path had to decide; empty where the result computed ahead stands
 */
public record MarginedSelection(List<List<Integer>> chosen, Optional<String> whyStrict) {
    /** Copies the lists. */
    public MarginedSelection {
        chosen = chosen.stream().map(List::copyOf).toList();
        requireNonNull(whyStrict, "whyStrict");
    }

    /** {@return the rule's choice} */
    public static MarginedSelection of(DistanceRule rule, UpdateMatrix updates, PairwiseDistances.Source ahead) {
        try {
            Margin.Choice choice = rule.chooseAhead(ahead.of(updates));
            if (choice.certain()) {
                return new MarginedSelection(choice.chosen(), Optional.empty());
            }
            return strict(rule, updates, "margin within the error bound");
        } catch (GpuException e) {
            return strict(rule, updates, "not computed ahead: " + e.getMessage());
        }
    }

    private static MarginedSelection strict(DistanceRule rule, UpdateMatrix updates, String why) {
        return new MarginedSelection(rule.choose(StrictDistances.of(updates)), Optional.of(why));
    }
}
