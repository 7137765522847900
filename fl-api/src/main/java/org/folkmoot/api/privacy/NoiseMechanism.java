package org.folkmoot.api.privacy;

/**
 * Adds noise to an integer vector, in place.
 *
 * <p>Contract: {@link #event} follows from the very fields that the noise is drawn with, so the two cannot differ; each
 * call draws fresh noise that nobody can repeat or ask for. Integers only: the sum and the noise are exact, so nothing
 * leaks through rounding (Mironov 2012). Elements wrap around at 2^64 as ring elements do. Safe for use by several
 * threads.
 */
public interface NoiseMechanism {
    /** {@return id and version, such as {@code folkmoot/rounded-gaussian/1}} */
    String id();

    /** Adds noise to every element. */
    void addTo(long[] elements);

    /** {@return what the sum that carries this noise, from all who add it, does to privacy} */
    DpEvent event();
}
