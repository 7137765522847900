package org.folkmoot.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Proposal;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalFolderTest {
    private static final Digest CHARTER = Digest.sha256(new byte[] {1});
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final Proposal PROPOSAL = new ReleaseLeaf(
                    new FederationId("farms"), CHARTER, 3, CHARTER, CHARTER, Approvals.none())
            .proposal(CHARTER);

    @TempDir
    private Path folder;

    @Test
    void givesBackTheApprovalsThatCameIn() throws IOException {
        ProposalFolder proposals = new ProposalFolder(folder);
        proposals.write(PROPOSAL);
        Approval approval = PROPOSAL.approve(KEY);

        proposals.add(PROPOSAL, approval);

        assertThat(proposals.approvals(PROPOSAL)).containsExactly(approval);
    }

    @Test
    void passesOverFilesThatAreNone() throws IOException {
        ProposalFolder proposals = new ProposalFolder(folder);
        proposals.write(PROPOSAL);
        Approval approval = PROPOSAL.approve(KEY);
        proposals.add(PROPOSAL, approval);
        Path approvals = folder.resolve(PROPOSAL.digest().hex() + ".approvals");
        for (String rubbish : List.of("", "{", "[]", "{\"key\":\"00\"}", "x".repeat(100_000))) {
            Files.writeString(approvals.resolve(rubbish.length() + ".json"), rubbish);
        }
        Files.createDirectory(approvals.resolve("folder.json"));

        assertThat(proposals.approvals(PROPOSAL)).containsExactly(approval);
    }

    @Test
    void hasNoneOfWhatWasNeverProposed() throws IOException {
        assertThat(new ProposalFolder(folder).approvals(PROPOSAL)).isEmpty();
    }
}
