package org.folkmoot.audit.verify;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.audit.leaf.RoundLeaf;

/** Counts what was checked, while it is checked. */
final class Tally {
    long leafSignatures;
    long committed;
    long abandoned;
    long records;
    long updates;
    long replayed;
    long inputFiles;
    long undisclosedRecords;
    long undisclosedUpdates;
    long undisclosedStates;
    boolean modelChecked;
    final SortedSet<String> taints = new TreeSet<>();

    void attempt(RoundLeaf leaf) {
        if (leaf.isCommitted()) {
            committed++;
        } else {
            abandoned++;
        }
        taints.addAll(leaf.taints());
    }
}
