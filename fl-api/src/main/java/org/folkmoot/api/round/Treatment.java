package org.folkmoot.api.round;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a rule did to a contribution that counts, beside taking it in as it is. It stands in the client's record, not in
 * the leaf, and replay finds the same.
 */
public enum Treatment {
    /** Scaled down to a bound on its norm. */
    CLIPPED("clipped"),
    /** Taken in as zero, its norm being far beyond what is usual. */
    ZEROED("zeroed"),
    /** Left out of the aggregate by the rule. */
    NOT_SELECTED("not-selected");

    private final String word;

    Treatment(String word) {
        this.word = word;
    }

    /** {@return the word for log, metrics and record} */
    public String word() {
        return word;
    }

    /** {@return the treatment of this word, if there is one} */
    public static Optional<Treatment> of(String word) {
        return Arrays.stream(values())
                .filter(treatment -> treatment.word.equals(word))
                .findFirst();
    }
}
