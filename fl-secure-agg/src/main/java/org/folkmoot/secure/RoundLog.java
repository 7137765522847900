package org.folkmoot.secure;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * What a client believes to be on record: a checkpoint of the log that it trusts, witnessed as its policy demands. Proofs are
 * bytes that the coordinator passes on and only the implementation reads.
 */
public interface RoundLog {
    /**
     * Returns if the log holds this roster for this attempt.
     *
     * @param root root of the roster
     * @param count entries of the roster
     * @throws NotOnRecordException in every other case
     */
    void requireRoster(Digest root, int count, Bytes proof) throws NotOnRecordException;

    /**
     * {@return the seed that was fixed after this roster was on record}
     *
     * @throws NotOnRecordException if the proof shows none
     */
    Digest beacon(Digest root, Bytes proof) throws NotOnRecordException;

    /**
     * Returns if the log holds these survivors, and no others, for this attempt.
     *
     * @param roster root of the roster that they are of
     * @param root root of the survivors
     * @param count how many they are
     * @throws NotOnRecordException in every other case
     */
    void requireSurvivors(Digest roster, Digest root, int count, Bytes proof) throws NotOnRecordException;
}
