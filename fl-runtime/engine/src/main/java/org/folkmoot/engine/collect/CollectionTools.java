package org.folkmoot.engine.collect;

import java.security.SecureRandom;
import java.util.function.LongSupplier;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.NoticeDesk;

/**
 * What a collection works with.
 *
 * @param exchange reaches clients
 * @param log the log, for the checkpoint that clients are shown and for leaves in the middle of an attempt
 * @param inputs keeps what an auditor may want to see
 * @param notices takes in what members want on record
 * @param listener is told of each answer
 * @param stopwatch for the time that goes by
 * @param nanoTime measures durations
 * @param random for salts, masks and seeds
 */
public record CollectionTools(
        Exchange exchange,
        ChainLog log,
        BlobStore inputs,
        NoticeDesk notices,
        FederationListener listener,
        Stopwatch stopwatch,
        LongSupplier nanoTime,
        SecureRandom random) {}
