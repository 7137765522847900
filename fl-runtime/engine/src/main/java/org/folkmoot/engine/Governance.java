package org.folkmoot.engine;

import java.util.List;
import org.folkmoot.audit.authority.Approver;
import org.folkmoot.audit.authority.Authorities;

/**
 * Who may decide what in a federation, and those of them who can be asked in this process.
 *
 * <p>The rules are written into the charter at the first start, and hold from then on. Where somebody has to approve who
 * is not at hand, a run ends with the proposal in a file beside the ledger; with the approvals beside it, the next run
 * goes on.
 *
 * @param rules who may authorise programs, admit members, release models, roll back
 * @param approvers those who can be asked
 */
public record Governance(Authorities rules, List<Approver> approvers) {
    /** Copies the list. */
    public Governance {
        approvers = List.copyOf(approvers);
    }

    /** {@return the coordinator over everything: also over releases and rollbacks} */
    public static Governance byCoordinator() {
        return by(Authorities.Authority.coordinator(), List.of());
    }

    /**
     * {@return this authority over programs, new members, releases and rollbacks}
     *
     * @param authority whose approval it takes, and of how many
     * @param approvers those of them who can be asked in this process
     */
    public static Governance by(Authorities.Authority authority, List<Approver> approvers) {
        Authorities rules = Authorities.coordinator();
        for (Authorities.Kind kind : Authorities.Kind.values()) {
            if (kind != Authorities.Kind.ROUND) {
                rules = rules.with(kind, authority);
            }
        }
        return new Governance(rules, approvers);
    }
}
