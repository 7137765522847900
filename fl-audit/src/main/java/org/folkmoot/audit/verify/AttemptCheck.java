package org.folkmoot.audit.verify;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.disclosure.Inputs;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.MalformedLeafException;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeaf.Participants;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.canonical.CanonicalStatement;

/**
 * Holds the records of one attempt, as far as they were disclosed, against its leaf: they must be the ones that the leaf
 * commits to, of the clients that the seed draws, and say what the leaf counts.
 */
final class AttemptCheck {
    private static final int MAX_RECORD_BYTES = 2048;

    private final RoundLeaf leaf;
    private final ChainState before;
    private final RoundProgram program;
    private final LogSoFar log;
    private final ModelVersions versions;
    private final String where;

    /**
     * Prepares the check.
     *
     * @param leaf the leaf of the attempt, which the chain rules let follow {@code before}
     * @param before the chain before it
     * @param log all leaves before it
     * @param versions what is known of earlier rounds that contributions may have been made for
     */
    AttemptCheck(RoundLeaf leaf, ChainState before, LogSoFar log, ModelVersions versions) {
        this.leaf = leaf;
        this.before = before;
        this.program = before.program(leaf.program().digest()).orElseThrow(AssertionError::new);
        this.log = log;
        this.versions = versions;
        this.where = describe(leaf);
    }

    static String describe(RoundLeaf leaf) {
        return "round " + leaf.attempt().round() + ", attempt " + leaf.attempt().attempt();
    }

    /** Checks the records, adds their signatures, and {@return the records, if they were disclosed} */
    Optional<RecordSet> run(Inputs inputs, SignatureChecks signatures) throws InvalidProofException {
        versions.open(leaf, program);
        Participants said = leaf.participants();
        if (said.records().count() == 0) {
            return Optional.of(RecordSet.of(List.of()));
        }
        Optional<byte[]> bytes = inputs.read(said.records().sha256(), maxRecordBytes(said));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        RecordSet records = parse(bytes.get());
        checkCommitment(records, said);
        checkCohort(records);
        checkConsent(records);
        for (ClientRecord record : records.records()) {
            if (record.isIncluded()) {
                checkStatement(record.signed().orElseThrow().statement(), record.pseudonym());
            }
        }
        for (ClientRecord record : records.records()) {
            if (record.signed().isPresent()) {
                requireOwnStatement(record);
                signatures.add(signatureOf(record));
            }
        }
        return Optional.of(records);
    }

    /** A record is a fixed number of digests, a signature and a few numbers: about 1,400 bytes. */
    private static int maxRecordBytes(Participants said) {
        return (int) Math.min(Integer.MAX_VALUE - 8, 2 + (long) said.records().count() * MAX_RECORD_BYTES);
    }

    private RecordSet parse(byte[] bytes) throws InvalidProofException {
        try {
            return RecordSet.parse(bytes);
        } catch (MalformedLeafException e) {
            throw new InvalidProofException(FailureKind.RECORDS_TAMPERED, where, String.valueOf(e.getMessage()), e);
        }
    }

    private void checkCommitment(RecordSet records, Participants said) throws InvalidProofException {
        require(
                records.root().equals(said.records().root()),
                "root " + records.root(),
                said.records().root());
        require(
                records.size() == said.records().count(),
                records.size() + " records",
                said.records().count());
        require(records.included() == said.included(), records.included() + " included", said.included());
        require(records.rejected().equals(said.rejected()), "rejected " + records.rejected(), said.rejected());
        long signed =
                records.records().stream().filter(r -> r.signed().isPresent()).count();
        require(signed == said.submitted(), signed + " with a statement", said.submitted());
    }

    /** Nobody's words are put into another's mouth, not even in a record that does not count. */
    private void requireOwnStatement(ClientRecord record) throws InvalidProofException {
        ClientStatement said = record.signed().orElseThrow().statement();
        boolean mayBeOthers = record.rejection().equals(Optional.of(RejectionReason.WRONG_STATEMENT));
        require(
                mayBeOthers || said.pseudonym().equals(record.pseudonym()),
                "record of " + record.pseudonym() + " with a statement of " + said.pseudonym(),
                "its own");
    }

    private void checkCohort(RecordSet records) throws InvalidProofException {
        List<Digest> expected = Arrays.stream(before.cohort(program))
                .mapToObj(index -> before.registry().member(index).pseudonym())
                .sorted()
                .toList();
        List<Digest> found =
                records.records().stream().map(ClientRecord::pseudonym).toList();
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            require(found.get(i).equals(expected.get(i)), "record of " + found.get(i), "drawn: " + expected.get(i));
        }
        require(found.size() == expected.size(), found.size() + " records", expected.size() + " drawn");
    }

    /** Whoever has withdrawn is left out for that reason, and was not asked; nobody else is. */
    private void checkConsent(RecordSet records) throws InvalidProofException {
        Set<Digest> withdrawn = new HashSet<>(before.withdrawnFrom(program));
        for (ClientRecord record : records.records()) {
            boolean leftOut = record.rejection().equals(Optional.of(RejectionReason.CONSENT_REVOKED))
                    && record.signed().isEmpty();
            require(
                    leftOut == withdrawn.contains(record.pseudonym()),
                    "record of " + record.pseudonym() + (leftOut ? " as withdrawn" : ""),
                    leftOut ? "it consents" : "left out, it has withdrawn its consent");
        }
    }

    private void checkStatement(ClientStatement statement, Digest pseudonym) throws InvalidProofException {
        String who = "statement of " + pseudonym.abbreviated() + ": ";
        require(
                statement.federation().equals(leaf.federation()),
                who + "federation " + statement.federation(),
                leaf.federation());
        checkVersion(statement, who);
        require(
                statement.program().equals(leaf.program().digest()),
                who + "program " + statement.program(),
                leaf.program().digest());
        require(statement.examples() >= 1, who + statement.examples() + " examples", ">= 1");
        checkSeen(statement, who);
    }

    /** A contribution is for this attempt; in a buffered collection also for one before, once, within the window. */
    private void checkVersion(ClientStatement statement, String who) throws InvalidProofException {
        if (program.collection() == CollectionKind.BUFFERED) {
            Optional<String> objection = versions.objection(statement, leaf.attempt());
            if (objection.isPresent()) {
                throw new InvalidProofException(FailureKind.RECORDS_TAMPERED, where, who + objection.get());
            }
            return;
        }
        require(statement.attempt().equals(leaf.attempt()), who + "attempt " + statement.attempt(), leaf.attempt());
        require(
                statement.baseModel().equals(leaf.model().before()),
                who + "base model " + statement.baseModel(),
                leaf.model().before());
    }

    /**
     * A client signs the checkpoint that it was shown in this attempt: all leaves before this one. Another root at that
     * size, or a longer log, is a second history; a shorter one is a statement from another time.
     * A masked contribution is made under the log that ends with the roster.
     */
    private void checkSeen(ClientStatement statement, String who) throws InvalidProofException {
        long size = statement.seenCheckpointSize();
        Digest root = statement.seenCheckpointRoot();
        boolean inHistory = log.had(size, root);
        long shown = before.areSurvivorsFixed() ? log.size() - 1 : log.size();
        String expected = " (expected: of size " + shown + ", shown in this attempt)";
        if (!inHistory) {
            throw new InvalidProofException(
                    FailureKind.ROLLED_BACK_OR_FORKED,
                    where,
                    who + "it saw a checkpoint of size " + size + " and root " + root + ", not of this log" + expected);
        }
        boolean late = program.collection() == CollectionKind.BUFFERED
                && !statement.attempt().equals(leaf.attempt());
        require(late || size == shown, who + "it saw a checkpoint of size " + size, "size " + shown);
    }

    private SignatureChecks.Check signatureOf(ClientRecord record) {
        SignedStatement signed = record.signed().orElseThrow();
        Bytes key = before.standing(record.pseudonym()).orElseThrow().key();
        return new SignatureChecks.Check(
                where + ", client " + record.pseudonym().abbreviated(),
                key,
                () -> CanonicalStatement.signingMessage(signed.statement()),
                signed.signature());
    }

    private void require(boolean holds, Object found, Object expected) throws InvalidProofException {
        if (!holds) {
            throw new InvalidProofException(
                    FailureKind.RECORDS_TAMPERED, where, found + " (expected: " + expected + ")");
        }
    }
}
