package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.authority.Proposal;
import org.folkmoot.audit.key.KeyFiles;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.engine.ledger.ProposalFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot approve}: shows what is proposed, and signs it. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Show what a federation proposes (a program, members, a release, a rollback), and with --key approve it.",
            "The approval is written to a file beside the proposal; send that file back to whoever coordinates."
        },
        footer = {"", "Without --key nothing is signed. Read what you sign: it holds for good."})
final class ApproveCommand implements Callable<Integer> {
    private static final int MAX_BYTES = 1 << 17;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "PROPOSAL", description = "The proposal, a file DIGEST.json.")
    private Path path = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Your signing key, an existing file; without it the proposal is only shown.")
    private Path key = Path.of("");

    @Override
    public Integer call() {
        Proposal proposal = read();
        List<String> shown = List.of(
                "federation " + proposal.federation() + ", charter " + proposal.charter(),
                "proposed: " + proposal.kind(),
                "digest:   " + proposal.digest(),
                PrettyJson.write(proposal.content()));
        if (key.toString().isEmpty()) {
            Output.of(spec, Format.text).ok(Json.object().build(), shown);
            return ExitCodes.OK;
        }
        Approval approval = proposal.approve(signingKey());
        write(proposal, approval);
        List<String> lines = new ArrayList<>(shown);
        lines.add("approved by key " + approval.key().hex());
        Output.of(spec, Format.text).ok(Json.object().build(), lines);
        return ExitCodes.OK;
    }

    private Proposal read() {
        try {
            Proposal proposal = Proposal.parse(Bytes.of(CappedFile.read(path, MAX_BYTES)));
            String name = String.valueOf(path.getFileName());
            if (!name.equals(proposal.digest().hex() + ".json")) {
                throw mistake(path + ": its name is not the digest of what is in it, " + proposal.digest(), null);
            }
            return proposal;
        } catch (IOException e) {
            throw mistake(path + ": " + Failures.reason(e), e);
        } catch (MalformedJsonException e) {
            throw mistake(path + " is no proposal: " + e.getMessage(), e);
        }
    }

    /** Never makes a key: a new one is nobody's. */
    private SigningKey signingKey() {
        if (!Files.isRegularFile(key)) {
            throw mistake("--key " + key + ": there is no such file", null);
        }
        try {
            return KeyFiles.ed25519(key, new SecureRandom());
        } catch (IOException e) {
            throw mistake("--key " + key + ": " + Failures.reason(e), e);
        }
    }

    private void write(Proposal proposal, Approval approval) {
        Path parent = path.toAbsolutePath().getParent();
        try {
            new ProposalFolder(parent == null ? Path.of("") : parent).add(proposal, approval);
        } catch (IOException e) {
            throw mistake("the approval cannot be written: " + Failures.reason(e), e);
        }
    }

    private ParameterException mistake(String what, @Nullable Exception cause) {
        return new ParameterException(spec.commandLine(), what, cause);
    }
}
