package org.folkmoot.engine.client;

/**
 * Where a client stands towards a federation.
 *
 * <pre>
 * Stranger —welcome→ Member —invitation→ Member —receipt→ Member
 *     └───────── violation ─────────┴────────────→ Estranged
 * </pre>
 */
sealed interface ClientPhase permits Stranger, Member, Estranged {}
