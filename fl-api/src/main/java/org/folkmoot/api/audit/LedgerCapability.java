package org.folkmoot.api.audit;

/** What a ledger does beyond remembering the newest tree of a log; it says so only where it holds. */
public enum LedgerCapability {
    /** It keeps every leaf and gives it back: the log can be made again from it. */
    STORES_ENTRIES,

    /**
     * Its receipts convince somebody who trusts neither the log nor who runs the adapter: the evidence is the signature
     * of somebody else, or a place in a chain that many hold.
     */
    ANCHORS,

    /** It puts what it accepts, of all its logs, into one order; receipts say the position. */
    ORDERS,

    /** Its receipts say when it accepted, by a clock that is not the log's. */
    TIMESTAMPS,

    /**
     * The place itself refuses what does not extend the tree it holds, also from a publisher that does not use this
     * adapter. Without it the adapter refuses, and whoever can write to the place can go round it.
     */
    ENFORCES_CONSISTENCY
}
