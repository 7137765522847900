package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Approver;
import org.folkmoot.audit.authority.Authorities.Authority;
import org.folkmoot.audit.authority.Authorities.Body;
import org.folkmoot.audit.authority.Proposal;
import org.folkmoot.audit.authority.UnauthorisedException;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.leaf.AuthorisedLeaf;

/** Gathers the approvals that a leaf needs, from those at hand and from files, and appends it once it has them. */
public final class Ratification {
    private final ChainLog log;
    private final ProposalFolder folder;
    private final List<Approver> approvers;

    /** Gathers for leaves of this log. */
    public Ratification(ChainLog log, ProposalFolder folder, List<Approver> approvers) {
        this.log = log;
        this.folder = folder;
        this.approvers = List.copyOf(approvers);
    }

    /**
     * {@return where the leaf stands now}
     *
     * @param leaf makes the leaf with the approvals that it is given; without them nothing else may differ
     * @throws ApprovalsMissingException if it needs more approvals than there are; then nothing is appended
     * @throws IOException if the charter gives nobody authority over it, or the log cannot be written
     */
    public LeafReceipt append(Function<Approvals, AuthorisedLeaf> leaf) throws IOException {
        ChainState chain = log.chain();
        AuthorisedLeaf bare = leaf.apply(Approvals.none());
        Authority authority = chain.charter()
                .rules()
                .over(bare.kind())
                .orElseThrow(() -> new IOException(
                        "leaf of kind " + bare.kind() + ": the charter gives nobody authority (expected: somebody)"));
        if (authority.by() == Body.COORDINATOR) {
            return log.append(bare);
        }
        Proposal proposal = bare.proposal(chain.charterHash());
        List<Approval> counting = counting(proposal, authority, chain);
        if (counting.size() < authority.threshold()) {
            throw new ApprovalsMissingException(
                    "leaf of kind " + bare.kind() + ": " + counting.size() + " approvals (expected: "
                            + authority.threshold() + " of " + authority.by() + ")",
                    folder.write(proposal));
        }
        return log.append(leaf.apply(Approvals.of(counting.subList(0, authority.threshold()))));
    }

    private List<Approval> counting(Proposal proposal, Authority authority, ChainState chain) throws IOException {
        List<Approval> offered = new ArrayList<>(folder.approvals(proposal));
        for (Approver approver : approvers) {
            Optional<Approval> approval = approver.approve(proposal);
            if (approval.isPresent()) {
                folder.add(proposal, approval.get());
                offered.add(approval.get());
            }
        }
        Set<Bytes> seen = new HashSet<>();
        List<Approval> counting = new ArrayList<>();
        for (Approval approval : offered) {
            if (counts(approval, proposal, authority, chain) && seen.add(approval.key())) {
                counting.add(approval);
            }
        }
        return counting;
    }

    private static boolean counts(Approval approval, Proposal proposal, Authority authority, ChainState chain) {
        Authority one = new Authority(authority.by(), 1, authority.keys());
        try {
            Approvals.of(List.of(approval)).verify(proposal, one, chain::isMemberKey);
            return true;
        } catch (UnauthorisedException e) {
            return false;
        }
    }
}
