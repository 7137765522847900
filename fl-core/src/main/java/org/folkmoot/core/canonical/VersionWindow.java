package org.folkmoot.core.canonical;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;

/**
 * How many rounds late a contribution may be in a buffered collection: the staleness bound of FedBuff (Nguyen et al. 2022).
 *
 * @param rounds 0 for contributions to the present round only, at most {@value #MAX_ROUNDS}
 */
public record VersionWindow(int rounds) {
    /** The id of the stage. */
    public static final String ID = "folkmoot/version-window/1";

    /** The widest window: so many rounds a verifier has to remember. */
    public static final int MAX_ROUNDS = 1000;

    private static final String ROUNDS = "rounds";

    /** Rejects windows out of range. */
    public VersionWindow {
        if (rounds < 0 || rounds > MAX_ROUNDS) {
            throw new IllegalArgumentException(
                    "version window: " + rounds + " rounds (expected: 0 to " + MAX_ROUNDS + ")");
        }
    }

    /**
     * {@return the window of this program}; 0 unless its collection is buffered.
     *
     * @throws IllegalArgumentException if it is buffered and does not say, or says it in another form than {@link #stage}
     */
    public static VersionWindow of(RoundProgram program) {
        if (program.collection() != CollectionKind.BUFFERED) {
            return new VersionWindow(0);
        }
        Stage stage = program.stage(Stage.WINDOW);
        String text = stage.parameters().getOrDefault(ROUNDS, "");
        if (!text.matches("0|[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("version window: \"" + text + "\" (expected: 0 to " + MAX_ROUNDS + ")");
        }
        VersionWindow window = new VersionWindow(Integer.parseInt(text));
        if (!window.stage().equals(stage)) {
            throw new IllegalArgumentException("stage: " + stage + " (expected: " + window.stage() + ")");
        }
        return window;
    }

    /** {@return the stage that says so} */
    public Stage stage() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put(ROUNDS, Integer.toString(rounds));
        return new Stage(Stage.WINDOW, ID, StagePlacement.SERVER, parameters);
    }
}
