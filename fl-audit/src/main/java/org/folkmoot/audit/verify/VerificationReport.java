package org.folkmoot.audit.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;

/**
 * What was found to hold, what it rests upon, and what could not be looked at.
 *
 * @param trust what the answer rests upon
 * @param federation the federation
 * @param checkpoint the checkpoint that it was found under: keep it, the log must still contain it next time
 * @param witnesses who cosigned it, of those that the caller trusts
 * @param isExtended whether the folder holds leaves newer than the checkpoint, which are not part of this answer
 * @param charter RFC 6962 hash of the charter leaf
 * @param model digest of the model that holds
 * @param rounds committed rounds
 * @param abandoned attempts that were abandoned
 * @param checked what was checked
 * @param decided what members decided and said
 * @param undisclosed what was not there to be checked
 * @param taints what weakens one round or more, sorted
 */
public record VerificationReport(
        TrustLevel trust,
        String federation,
        SignedCheckpoint checkpoint,
        Witnesses witnesses,
        boolean isExtended,
        Digest charter,
        Digest model,
        long rounds,
        long abandoned,
        Checked checked,
        Decided decided,
        Undisclosed undisclosed,
        SortedSet<String> taints) {
    /** Copies the taints. */
    public VerificationReport {
        taints = Collections.unmodifiableSortedSet(new TreeSet<>(taints));
    }

    /**
     * What was checked, in numbers.
     *
     * @param leafSignatures signatures of the coordinator
     * @param clientSignatures signatures of clients
     * @param records client records
     * @param updates updates that are what the client signed
     * @param inputFiles disclosed files that are what their name says
     * @param replayed rounds whose arithmetic was done again
     * @param model whether a released model lay beside the ledger, and is the one that the log names
     */
    public record Checked(
            long leafSignatures,
            long clientSignatures,
            long records,
            long updates,
            long inputFiles,
            long replayed,
            boolean model) {}

    /**
     * What members decided and said for themselves, in numbers.
     *
     * @param approvals approvals under programs, admissions, releases and rollbacks
     * @param notices what members said: consent, data, keys, complaints
     * @param releases models released
     * @param rollbacks earlier states restored
     * @param released whether the model beside the ledger is signed, and released in the log
     */
    public record Decided(long approvals, long notices, long releases, long rollbacks, boolean released) {
        private boolean isNothing() {
            return approvals == 0 && notices == 0 && releases == 0 && rollbacks == 0;
        }
    }

    /**
     * What was not disclosed, in numbers; that is no failure, it is an answer of its own.
     *
     * @param records attempts whose client records were not there
     * @param updates updates that were not there, where the records were
     * @param states committed states of which a part was not there
     */
    public record Undisclosed(long records, long updates, long states) {
        /** {@return whether everything was there} */
        public boolean isNothing() {
            return records == 0 && updates == 0 && states == 0;
        }
    }

    /** {@return the log's name} */
    public String origin() {
        return checkpoint.origin();
    }

    /** {@return the number of leaves} */
    public long size() {
        return checkpoint.size();
    }

    /** {@return the root over the leaves} */
    public Digest root() {
        return checkpoint.root();
    }

    /** {@return whether the arithmetic of every committed round was done again} */
    public boolean isReplayed() {
        return rounds > 0 && checked.replayed() == rounds;
    }

    /** {@return the answer in plain words, line by line} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(isReplayed() ? "✓ VERIFIED AND REPLAYED" : "✓ VERIFIED (not replayed)");
        lines.add("  Federation " + federation + ", log " + origin() + ": " + size() + " leaves, root "
                + root().abbreviated());
        lines.add("  " + rounds + " rounds committed, " + abandoned + " attempts abandoned; model "
                + model.abbreviated() + (checked.model() ? ", and the model file is that model" : ""));
        lines.add("  Checked: " + checked.leafSignatures() + " signatures of the coordinator, "
                + checked.clientSignatures() + " of clients, " + checked.updates() + " updates, "
                + checked.inputFiles() + " input files; " + checked.replayed() + " rounds computed again");
        if (!decided.isNothing()) {
            lines.add("  Decided by members: " + decided.approvals() + " approvals, " + decided.releases()
                    + " models released, " + decided.rollbacks() + " rollbacks; " + decided.notices()
                    + " times a member spoke for itself"
                    + (decided.released() ? "; the model file is a released one" : ""));
        }
        lines.add(trustLine());
        if (witnesses.trusted() > 0) {
            lines.add(witnesses.line());
        }
        if (isExtended) {
            lines.add("  There is more: leaves newer than this checkpoint, which are not part of what was verified");
        }
        if (!undisclosed.isNothing()) {
            lines.add("  Not disclosed to you: client records of " + undisclosed.records() + " attempts, "
                    + undisclosed.updates() + " updates, parts of " + undisclosed.states() + " states");
        }
        if (!taints.isEmpty()) {
            lines.add("  Weakened by: " + String.join(", ", taints)
                    + (taints.contains("clear-updates") ? " (the coordinator saw single updates)" : ""));
        }
        lines.add("  This means: " + meaning());
        lines.add("  It does not mean that the data were true or the clients honest, that the times are right, that the"
                + " measurements were really taken, or that the model is good.");
        return lines;
    }

    private String trustLine() {
        return trust == TrustLevel.LOG_KEY
                ? "  Rests upon: the log key that you brought"
                : "  Rests upon: nothing from outside (self-consistent only). Whoever wrote this folder could have written"
                        + " all of it anew. Get the log's key from the federation and run again with it.";
    }

    private String meaning() {
        String chain = "nothing was changed since it was signed, and every step keeps to the rules of the charter";
        return isReplayed()
                ? chain + "; these signed inputs give exactly this model under these rules."
                : chain + ". Whether these inputs give this model was not computed again.";
    }

    /** {@return the answer for programs} */
    public JsonObject toJson() {
        return Json.object()
                .put("verified", true)
                .put("replayed", isReplayed())
                .put("exitCode", 0)
                .put("trust", trust.word())
                .put("federation", federation)
                .put("origin", origin())
                .put("size", size())
                .put("root", root().hex())
                .put("witnesses", witnesses.toJson())
                .put("newerLeaves", isExtended)
                .put("charter", charter.hex())
                .put("model", model.hex())
                .put("rounds", rounds)
                .put("abandoned", abandoned)
                .put("checked", checkedJson())
                .put("decided", decidedJson())
                .put("undisclosed", undisclosedJson())
                .put("taints", Json.strings(taints))
                .build();
    }

    private JsonObject checkedJson() {
        return Json.object()
                .put("leafSignatures", checked.leafSignatures())
                .put("clientSignatures", checked.clientSignatures())
                .put("records", checked.records())
                .put("updates", checked.updates())
                .put("inputFiles", checked.inputFiles())
                .put("replayedRounds", checked.replayed())
                .put("model", checked.model())
                .build();
    }

    private JsonObject decidedJson() {
        return Json.object()
                .put("approvals", decided.approvals())
                .put("notices", decided.notices())
                .put("releases", decided.releases())
                .put("rollbacks", decided.rollbacks())
                .put("released", decided.released())
                .build();
    }

    private JsonObject undisclosedJson() {
        return Json.object()
                .put("records", undisclosed.records())
                .put("updates", undisclosed.updates())
                .put("states", undisclosed.states())
                .build();
    }
}
