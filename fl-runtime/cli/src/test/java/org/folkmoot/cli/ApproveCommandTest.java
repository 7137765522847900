package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.authority.Authorities.Kind;
import org.folkmoot.audit.authority.Proposal;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KeyFiles;
import org.folkmoot.core.json.Json;
import org.folkmoot.engine.ledger.ProposalFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApproveCommandTest {
    private static final Proposal PROPOSAL = new Proposal(
            new FederationId("farms"),
            Digest.sha256(new byte[] {1}),
            Kind.RELEASE,
            Json.object().put("round", 7).build());

    @TempDir
    private Path folder;

    @Test
    void signsWhatItShows() throws Exception {
        Path file = new ProposalFolder(folder).write(PROPOSAL);
        Path keyFile = folder.resolve("signing.key");
        Ed25519Key key = KeyFiles.ed25519(keyFile, new SecureRandom());

        Ran ran = folkmoot("approve", file, "--key", keyFile);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out() + ran.err()).contains("\"round\": 7").contains("farms");
        assertThat(new ProposalFolder(folder).approvals(PROPOSAL)).containsExactly(PROPOSAL.approve(key));
    }

    @Test
    void signsNothingWithoutAKey() throws Exception {
        Path file = new ProposalFolder(folder).write(PROPOSAL);

        assertThat(folkmoot("approve", file).exitCode()).isZero();
        assertThat(folkmoot("approve", file, "--key", folder.resolve("none")).exitCode())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(new ProposalFolder(folder).approvals(PROPOSAL)).isEmpty();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoProposalOrNotThisOne() throws Exception {
        Path other = Files.write(
                folder.resolve("0".repeat(64) + ".json"), PROPOSAL.bytes().toByteArray());
        Path rubbish = Files.writeString(folder.resolve("rubbish.json"), "{\"round\":7}");

        assertThat(folkmoot("approve", other).err()).contains("not the digest");
        assertThat(folkmoot("approve", rubbish).err()).contains("no proposal");
        assertThat(folkmoot("approve", folder.resolve("missing.json")).exitCode())
                .isEqualTo(ExitCodes.USAGE);
    }
}
