package org.folkmoot.engine.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.audit.leaf.Authorities;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.Member;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.Registry;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.engine.ledger.ChainLog;
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

    Genesis(FederationSetup setup, TransparencyLog log, ChainLog chainLog) {
        this.setup = setup;
        this.log = log;
        this.chainLog = chainLog;
        this.states = new StateStore(log.inputs());
    }

    /**
     * Brings the log to where rounds can run.
     *
     * @param clientKeys public keys of the clients, in the order in which they were given
     * @throws IllegalStateException if the log is of another federation, model or seed
     */
    void ensure(List<Bytes> clientKeys) throws IOException {
        if (chainLog.isEmpty()) {
            writeCharter(clientKeys);
        } else {
            requireSameFederation();
        }
        register(clientKeys);
        authorise();
    }

    private void writeCharter(List<Bytes> clientKeys) throws IOException {
        RoundState initial = Pipeline.of(setup.program()).initialState(setup.model());
        CanonicalState described = states.save(initial);
        log.inputs().force();
        List<Member> founders = members(clientKeys);
        chainLog.append(new CharterLeaf(
                setup.federation(),
                log.origin(),
                log.statementKey().publicKey(),
                founders.size(),
                Registry.of(founders).root(),
                setup.model().layout(),
                described.digest(),
                described.model(),
                Authorities.coordinator(),
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
        setup.seed().ifPresent(seed -> require(charter.seed().equals(seed), "seed", charter.seed(), seed));
    }

    /** The founders first, exactly as the charter counts them; then whoever came later. */
    private void register(List<Bytes> clientKeys) throws AuditException {
        CharterLeaf charter = chainLog.chain().charter();
        List<Member> missing = new ArrayList<>();
        for (Member member : members(clientKeys)) {
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
            chainLog.append(new RegistryLeaf(
                    setup.federation(),
                    chainLog.chain().lastLeaf(),
                    chainLog.chain().registry().size(),
                    batch));
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

    private void authorise() throws AuditException {
        Digest digest = CanonicalProgram.digest(setup.program());
        if (chainLog.chain().program(digest).isEmpty()) {
            chainLog.append(new ProgramLeaf(setup.federation(), chainLog.chain().lastLeaf(), setup.program()));
        }
    }

    private List<Member> members(List<Bytes> clientKeys) {
        return clientKeys.stream()
                .map(key -> Member.of(setup.federation(), key))
                .toList();
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
