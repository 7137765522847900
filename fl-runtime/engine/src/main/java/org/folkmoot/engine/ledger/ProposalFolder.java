package org.folkmoot.engine.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.authority.Proposal;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.core.storage.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposals on disk, each with the approvals that have come in: a proposal can be carried to those who must approve it by
 * any means, and its approvals back.
 *
 * <pre>
 * DIGEST.json              the canonical bytes of a proposal; DIGEST is their SHA-256
 * DIGEST.approvals/*.json  an approval each: {"key":HEX,"signature":HEX}
 * </pre>
 *
 * @param folder where they lie
 */
public record ProposalFolder(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(ProposalFolder.class);
    private static final String SUFFIX = ".json";
    private static final int MAX_APPROVAL_BYTES = 1024;

    /** {@return the folder beside a ledger} */
    public static ProposalFolder in(Path ledger) {
        return new ProposalFolder(ledger.resolve("proposals"));
    }

    /** {@return the file of this proposal, which is written if it does not exist} */
    public Path write(Proposal proposal) throws IOException {
        Path file = folder.resolve(proposal.digest().hex() + SUFFIX);
        if (!Files.exists(file)) {
            Files.createDirectories(approvalsOf(proposal));
            DurableFiles.write(file, proposal.bytes().toByteArray());
        }
        return file;
    }

    /** Adds an approval to those of a proposal. */
    public void add(Proposal proposal, Approval approval) throws IOException {
        Path approvals = approvalsOf(proposal);
        Files.createDirectories(approvals);
        DurableFiles.write(approvals.resolve(approval.key().hex() + SUFFIX), Jcs.encode(approval.toJson()));
    }

    /**
     * {@return the approvals that have come in for this proposal; whether they count is for those who verify them}
     *
     * <p>A file that holds none is passed over with a warning: nobody stops a decision by what he puts into the folder.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<Approval> approvals(Proposal proposal) throws IOException {
        List<Approval> approvals = new ArrayList<>();
        try (Stream<Path> files = Files.list(approvalsOf(proposal))) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                read(file).ifPresent(approvals::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return approvals;
    }

    private static Optional<Approval> read(Path file) {
        try {
            return Optional.of(
                    Approval.fromJson(Fields.object(StrictJson.parse(CappedFile.read(file, MAX_APPROVAL_BYTES)))));
        } catch (MalformedJsonException | IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("why", e.getMessage())
                    .log("no approval in this file, passed over");
            return Optional.empty();
        }
    }

    private Path approvalsOf(Proposal proposal) {
        return folder.resolve(proposal.digest().hex() + ".approvals");
    }
}
