package org.folkmoot.audit.verify;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
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
    boolean releaseChecked;
    private long approvals;
    private long notices;
    private long releases;
    private long rollbacks;
    final SortedSet<String> taints = new TreeSet<>();

    /** Counts what members decided and said. */
    void note(LogLeaf leaf) {
        if (leaf instanceof AuthorisedLeaf authorised) {
            approvals += authorised.approvals().list().size();
        }
        notices += leaf instanceof NoticeLeaf ? 1 : 0;
        releases += leaf instanceof ReleaseLeaf ? 1 : 0;
        rollbacks += leaf instanceof RollbackLeaf ? 1 : 0;
    }

    VerificationReport.Decided decided() {
        return new VerificationReport.Decided(approvals, notices, releases, rollbacks, releaseChecked);
    }

    void attempt(RoundLeaf leaf) {
        if (leaf.isCommitted()) {
            committed++;
        } else {
            abandoned++;
        }
        taints.addAll(leaf.taints());
    }
}
