package org.folkmoot.engine.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.engine.Governance;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.ProposalFolder;
import org.folkmoot.engine.ledger.Ratification;
import org.folkmoot.engine.ledger.StateStore;

/**
 * Founds a federation in an empty log, or takes up the one that is there. Every step looks at what the log already
 * says, so that it can be cut off anywhere and done again.
 */
final class Genesis {
    private final FederationSetup setup;
    private final TransparencyLog log;
    private final ChainLog chainLog;
    private final StateStore states;
    private final Ratification ratification;

    Genesis(FederationSetup setup, TransparencyLog log, ChainLog chainLog) {
        this.setup = setup;
        this.log = log;
        this.chainLog = chainLog;
        this.states = new StateStore(log.inputs());
        this.ratification = new Ratification(
                chainLog,
                ProposalFolder.in(log.folder()),
                setup.founding().governance().map(Governance::approvers).orElse(List.of()));
    }

    /**
     * Brings the log to where rounds can run.
     *
     * @param clients the clients, in the order in which they were given
     * @throws IllegalStateException if the log is of another federation, model, seed or governance
     * @throws org.folkmoot.engine.ledger.ApprovalsMissingException if somebody has yet to approve
     */
    void ensure(List<Member> clients) throws IOException {
        if (chainLog.isEmpty()) {
            writeCharter(clients);
        } else {
            requireSameFederation();
        }
        register(clients);
        authorise();
    }

    private void writeCharter(List<Member> founders) throws IOException {
        RoundState initial = Pipeline.of(setup.program()).initialState(setup.model());
        CanonicalState described = states.save(initial);
        log.inputs().force();
        chainLog.append(new CharterLeaf(
                setup.federation(),
                log.origin(),
                log.statementKey().publicKey(),
                founders.size(),
                Registry.of(founders).root(),
                setup.model().layout(),
                described.digest(),
                described.model(),
                setup.founding()
                        .governance()
                        .orElseGet(Governance::byCoordinator)
                        .rules(),
                setup.seed().orElseGet(this::randomSeed)));
    }

    private void requireSameFederation() {
        CharterLeaf charter = chainLog.chain().charter();
        require(
                charter.federation().equals(setup.federation()),
                "federation",
                charter.federation(),
                setup.federation());
        require(
                charter.layout().equals(setup.model().layout()),
                "layout",
                charter.layout(),
                setup.model().layout());
        require(
                charter.initialModel().equals(setup.model().digest()),
                "initial model",
                charter.initialModel(),
                setup.model().digest());
        setup.founding()
                .governance()
                .map(Governance::rules)
                .ifPresent(rules -> require(charter.rules().equals(rules), "governance", charter.rules(), rules));
        setup.seed().ifPresent(seed -> require(charter.seed().equals(seed), "seed", charter.seed(), seed));
    }

    /** The founders first, exactly as the charter counts them; then whoever came later. */
    private void register(List<Member> clients) throws IOException {
        CharterLeaf charter = chainLog.chain().charter();
        List<Member> missing = new ArrayList<>();
        for (Member member : clients) {
            if (chainLog.chain().registry().indexOf(member.pseudonym()).isEmpty()) {
                missing.add(member);
            }
        }
        if (!chainLog.chain().isFounded()) {
            int founders = Math.toIntExact(charter.registryCount())
                    - chainLog.chain().registry().size();
            if (missing.size() < founders) {
                throw new IllegalStateException("clients: " + missing.size() + " unregistered (expected: the "
                        + founders + " founders that the charter counts and the registry lacks, with their keys)");
            }
            requireFounders(missing.subList(0, founders));
        } else if (chainLog.chain().nextAttempt().attempt() > 1) {
            // The chain rules let nobody join between the attempts at one round; the next start will.
            return;
        }
        for (int from = 0, to; from < missing.size(); from = to) {
            to = Math.min(missing.size(), from + largestBatch());
            List<Member> batch = missing.subList(from, to);
            append(batch);
        }
    }

    /** Founders need nobody's approval: the charter names them. */
    private void append(List<Member> batch) throws IOException {
        int first = chainLog.chain().registry().size();
        Function<Approvals, AuthorisedLeaf> leaf = approvals ->
                new RegistryLeaf(setup.federation(), chainLog.chain().lastLeaf(), first, batch, approvals);
        if (chainLog.chain().isFounded()) {
            ratification.append(leaf);
        } else {
            chainLog.append(leaf.apply(Approvals.none()));
        }
    }

    private void requireFounders(List<Member> rest) {
        List<Member> all = new ArrayList<>();
        Registry registry = chainLog.chain().registry();
        for (int i = 0; i < registry.size(); i++) {
            all.add(registry.member(i));
        }
        all.addAll(rest);
        if (!Registry.of(all).root().equals(chainLog.chain().charter().registryRoot())) {
            throw new IllegalStateException("clients: not the founders that the charter commits to (expected: the same "
                    + "clients, with the same keys, in the order of the first start)");
        }
    }

    /** {@return how many members the next leaf may hold} One that completes the founders holds nobody else. */
    private int largestBatch() {
        long founders = chainLog.chain().charter().registryCount()
                - chainLog.chain().registry().size();
        return (int) (founders > 0 ? Math.min(founders, RegistryLeaf.MAX_MEMBERS) : RegistryLeaf.MAX_MEMBERS);
    }

    private void authorise() throws IOException {
        Digest digest = CanonicalProgram.digest(setup.program());
        if (chainLog.chain().program(digest).isEmpty()) {
            ratification.append(approvals ->
                    new ProgramLeaf(setup.federation(), chainLog.chain().lastLeaf(), setup.program(), approvals));
        }
    }

    private Digest randomSeed() {
        byte[] seed = new byte[Digest.BYTES];
        setup.sources().random().nextBytes(seed);
        return Digest.of(seed);
    }

    private static void require(boolean same, String what, Object found, Object expected) {
        if (!same) {
            throw new IllegalStateException(
                    what + " of the ledger: " + found + " (expected: " + expected + "; use another ledger folder)");
        }
    }
}
