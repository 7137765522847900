package org.folkmoot.engine.attempt;

/** An attempt of which only the proof is missing. */
public sealed interface Decided extends RoundAttempt permits Gated, Abandoned {}
