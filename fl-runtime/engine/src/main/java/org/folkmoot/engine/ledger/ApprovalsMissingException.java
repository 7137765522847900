package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What is to be done needs approvals that have not come in. Nothing was done. The proposal lies in a file, for those who
 * must approve it; once their approvals lie beside it, try again.
 */
public final class ApprovalsMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path proposal;

    /** Says what is missing, and where the proposal lies. */
    public ApprovalsMissingException(String what, Path proposal) {
        super(what + " (proposal: " + proposal + ")");
        this.proposal = proposal;
    }

    /** {@return the file with the proposal} */
    public Path proposal() {
        return proposal;
    }
}
