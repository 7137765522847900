package org.folkmoot.api.aggregation;

import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * Makes updates smaller: a client replaces its update by one that takes fewer bytes, and signs that one.
 *
 * <p>Losing and writing are two steps. {@link #compress} loses: it turns any finite update into one that
 * {@linkplain #conforms conforms}. {@link #encode} and {@link #decode} write and read conforming updates without loss, so
 * that what a client signs is what everybody aggregates, and whoever passes an update on may write it again.
 *
 * <p>Contract: all methods are pure, the generator aside, and give the same bits on every JVM. There is one encoding of
 * each conforming update: {@code decode(encode(d))} is d bit for bit, and where {@code decode(b)} succeeds its result
 * conforms and is encoded as b. Conforming updates are finite. Safe for use by several threads.
 *
 * <p>Whoever compresses adds what was lost to the next update where {@link #carriesError}; a codec remembers nothing.
 */
public interface UpdateCodec {
    /** {@return codec id with version, such as {@code folkmoot/top-k/1}} */
    String id();

    /** {@return all that the codec depends on beside its id, as it stands in the program} */
    SortedMap<String, String> parameters();

    /**
     * {@return whether a client adds what compressing loses to its next update} Where true, what is lost is never longer
     * (L2) than the update; where false, the expectation of a compressed update is the update, except for values that the
     * codec's range clips.
     */
    boolean carriesError();

    /**
     * {@return whether conforming updates of all clients of a round, that is of one seed, share positions and scale}, so
     * that they may be summed as integers under masks.
     */
    boolean addsUnderMasks();

    /** {@return the most bytes that an encoded update of this layout takes} */
    long maxBytes(ParameterLayout layout);

    /**
     * {@return an update that conforms, in the layout of the given one}
     *
     * @param update the update, with the error carried over from the last where there is one
     * @param sharedSeed the same for all clients of a round
     * @param own the client's own chance
     * @throws IllegalArgumentException if a value is not finite, or too large for the codec; the message names position
     *     and value
     */
    ParameterVector compress(ParameterVector update, Digest sharedSeed, RandomGenerator own);

    /** {@return whether the codec can carry this update as it is} */
    boolean conforms(ParameterVector update, Digest sharedSeed);

    /**
     * {@return the bytes of a conforming update}
     *
     * @throws IllegalArgumentException if the update does not conform
     */
    Bytes encode(ParameterVector conforming, Digest sharedSeed);

    /**
     * {@return the update that these bytes encode} The bytes may come from a stranger; memory and time are those of an
     * update of the layout, whatever they hold.
     *
     * @throws MalformedUpdateException if they are no encoding of an update of this layout under this seed
     */
    ParameterVector decode(ParameterLayout layout, Bytes encoded, Digest sharedSeed) throws MalformedUpdateException;
}
