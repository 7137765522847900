package org.folkmoot.audit.chain;

/** What the leaves of a federation must keep to, from one to the next. */
public enum ChainRule {
    /** One charter, first. */
    CHARTER("charter"),
    /** Each leaf names the one before it. */
    PREVIOUS_LEAF("previous-leaf"),
    /** All leaves are of one federation. */
    FEDERATION("federation"),
    /** The registry is the one that the leaves spell out, and founders come first. */
    REGISTRY("registry"),
    /** What needs authority is approved by those who have it. */
    AUTHORITY("authority"),
    /** Members speak for themselves, under their own key, one notice after the other. */
    NOTICE("notice"),
    /** Nobody is included who has withdrawn consent. */
    CONSENT("consent"),
    /** A round runs a program that an earlier leaf authorises, and says of it what is so. */
    PROGRAM("program"),
    /** Rounds and attempts are consecutive, and nothing follows a commit in its round. */
    ROUND_ORDER("round-order"),
    /** A round starts from the state that the last commit left. */
    STATE("state"),
    /** A round starts from the model that the last commit left. */
    MODEL("model"),
    /** As many clients are invited as the program's participation says. */
    COHORT("cohort"),
    /** A commit has as many contributions as the program requires. */
    MINIMUM("minimum"),
    /** A secure collection fixes its roster before anything is masked, and its survivors before anything is revealed. */
    ROSTER("roster"),
    /** What is released or restored is of a round that was committed and still stands. */
    STANDING("standing"),
    /** What weakens a round is named. */
    TAINTS("taints");

    private final String word;

    ChainRule(String word) {
        this.word = word;
    }

    /** {@return the rule's name in reports} */
    public String word() {
        return word;
    }
}
