package org.folkmoot.api.privacy;

import org.folkmoot.api.model.ParameterVector;

/**
 * An update within a bound. It is raw data: {@link #toString} shows none of it.
 *
 * @param update what is left
 * @param outcome what was done
 */
public record ClippedUpdate(ParameterVector update, Outcome outcome) {
    /** What clipping did. */
    public enum Outcome {
        /** It was within the bound as it came. */
        WITHIN,
        /** It was scaled down. */
        CLIPPED,
        /** It held a value that is no number and counts as zeros. */
        ZEROED
    }

    /** {@return the bit that adaptive clipping sums: whether it was within the bound as it came} */
    public boolean isWithin() {
        return outcome == Outcome.WITHIN;
    }

    @Override
    public String toString() {
        return "ClippedUpdate[" + outcome + "]";
    }
}
