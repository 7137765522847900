package org.folkmoot.engine.run;

import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.ledger.ChainLog;

/**
 * What the attempts of a run share.
 *
 * @param setup what to run
 * @param ledger the log on disk, with its inputs
 * @param chainLog the same log with the rules of the chain
 * @param roster who is who
 * @param channel reaches clients
 * @param welcomes shows the charter to those who have not accepted it
 * @param receipts tells clients how an attempt ended
 * @param notices puts on record what members say for themselves
 * @param listener hears of what happens
 */
record RunParts(
        FederationSetup setup,
        TransparencyLog ledger,
        ChainLog chainLog,
        Roster roster,
        ClientChannel channel,
        Welcomes welcomes,
        Receipts receipts,
        NoticeRound notices,
        FederationListener listener) {}
