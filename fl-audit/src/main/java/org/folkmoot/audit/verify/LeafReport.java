package org.folkmoot.audit.verify;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;

/**
 * What was found to hold of a single leaf. It says nothing of the leaves before it: that takes the whole log.
 *
 * @param trust what the answer rests upon
 * @param checkpoint the checkpoint under which it was found
 * @param witnesses who cosigned that
 * @param index place of the leaf
 * @param leafHash RFC 6962 hash of the leaf
 * @param leaf what the leaf says
 * @param coordinatorChecked whether the coordinator's signature in the leaf was checked; it needs the coordinator's key
 */
public record LeafReport(
        TrustLevel trust,
        SignedCheckpoint checkpoint,
        Witnesses witnesses,
        long index,
        Digest leafHash,
        LogLeaf leaf,
        boolean coordinatorChecked) {
    private static final int WITNESSES_LINE = 3;

    /** {@return the log's name} */
    public String origin() {
        return checkpoint.origin();
    }

    /** {@return the number of leaves of the log} */
    public long size() {
        return checkpoint.size();
    }

    /** {@return the answer in plain words, line by line} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "✓ ON RECORD: this leaf is in the log",
                "  Log " + origin() + ": leaf " + index + " of " + size() + ", " + what(),
                trust == TrustLevel.LOG_KEY
                        ? "  Rests upon: the log key that you brought"
                        : "  Rests upon: nothing from outside (self-consistent only). Whoever wrote this file could have"
                                + " made all of it up.",
                coordinatorChecked
                        ? "  The coordinator's signature in it holds"
                        : "  The coordinator's signature in it was not checked: bring the coordinator's key for that",
                "  This means: the log has signed that it holds this leaf.",
                "  It does not mean that the leaves before it keep to the rules; verify the whole ledger for that."));
        if (witnesses.trusted() > 0) {
            lines.add(WITNESSES_LINE, witnesses.line());
        }
        return List.copyOf(lines);
    }

    private String what() {
        if (leaf instanceof RoundLeaf round) {
            return AttemptCheck.describe(round) + " of federation " + leaf.federation() + ", "
                    + (round.isCommitted()
                            ? "committed; model " + round.model().after()
                            : "abandoned (" + round.reason() + ")");
        }
        return "of federation " + leaf.federation();
    }

    /** {@return the answer for programs} */
    public JsonObject toJson() {
        return Json.object()
                .put("verified", true)
                .put("exitCode", 0)
                .put("trust", trust.word())
                .put("federation", leaf.federation().value())
                .put("origin", origin())
                .put("size", size())
                .put("witnesses", witnesses.toJson())
                .put("index", index)
                .put("leafHash", leafHash.hex())
                .put("coordinatorChecked", coordinatorChecked)
                .build();
    }
}
