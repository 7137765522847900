package org.folkmoot.audit.log;

import org.folkmoot.api.Bytes;

/**
 * Takes the entries of a log one by one.
 *
 * @param <E> what it may throw to stop the reading
 */
@FunctionalInterface
public interface EntryConsumer<E extends Exception> {
    /** Takes the entry at this index. */
    void accept(long index, Bytes entry) throws E;
}
