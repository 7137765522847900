package org.folkmoot.api.privacy;

/** What became of a charge. All but {@link #VOIDED} count as spent. */
public enum ChargeState {
    /** Made before anything was released; counts as spent, also after a crash. */
    RESERVED,
    /** What it was made for was released. */
    COMMITTED,
    /** Provably nothing left the boundary of trust; does not count. */
    VOIDED
}
