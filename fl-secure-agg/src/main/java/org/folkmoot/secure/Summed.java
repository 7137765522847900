package org.folkmoot.secure;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.Digest;

/**
 * Whose updates a sum was of, as far as a client knows: in a sparse graph it knows its neighbours only.
 *
 * @param model digest of the model that the updates started from
 * @param known pseudonyms of the survivors that it knows
 * @param all whether these are all
 */
public record Summed(Digest model, SortedSet<Digest> known, boolean all) {
    /** Copies the set. */
    public Summed {
        known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
    }

    /** {@return in how many clients two sums differ; 1 where that cannot be known} */
    public int difference(Summed other) {
        if (!all || !other.all) {
            return 1;
        }
        SortedSet<Digest> either = new TreeSet<>(known);
        either.addAll(other.known);
        int both = known.size() + other.known.size() - either.size();
        return either.size() - both;
    }
}
