package org.folkmoot.engine.secure;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.secure.SecureParameters;
import org.folkmoot.secure.crypto.MaskSuite;
import org.folkmoot.secure.graph.Assumptions;
import org.folkmoot.secure.graph.Fraction;

/** The stage of a program that says what its secure collection promises. */
public final class SecureStage {
    private static final String ID = "folkmoot/secagg/1";
    private static final String MINIMUM = "minimumSurvivors";
    private static final String CORRUPTED = "corruptedBasisPoints";
    private static final String DROPPED = "droppedBasisPoints";
    private static final String SECRECY = "secrecyBits";
    private static final String LIVENESS = "livenessBits";
    private static final String SUITE = "suite";

    private SecureStage() {}

    /** {@return the stage that promises this} */
    public static Stage of(SecureParameters promised) {
        Assumptions assumed = promised.assumptions();
        SortedMap<String, String> parameters = new TreeMap<>(Map.of(
                MINIMUM, Integer.toString(promised.minimumSurvivors()),
                CORRUPTED, Integer.toString(assumed.corrupted().basisPoints()),
                DROPPED, Integer.toString(assumed.dropped().basisPoints()),
                SECRECY, Integer.toString(assumed.secrecyBits()),
                LIVENESS, Integer.toString(assumed.livenessBits()),
                SUITE, Byte.toString(promised.suite().number())));
        return new Stage(Stage.SECURE, ID, StagePlacement.CLIENT, parameters);
    }

    /**
     * {@return what this program's secure collection promises}
     *
     * @throws IllegalArgumentException if it promises nothing, or says so in another form than ours
     */
    public static SecureParameters parse(RoundProgram program) {
        Stage stage = program.stage(Stage.SECURE);
        SecureParameters promised = new SecureParameters(
                number(stage, MINIMUM),
                new Assumptions(
                        new Fraction(number(stage, CORRUPTED)),
                        new Fraction(number(stage, DROPPED)),
                        number(stage, SECRECY),
                        number(stage, LIVENESS)),
                suite(number(stage, SUITE)));
        if (!of(promised).equals(stage)) {
            throw new IllegalArgumentException("stage: " + stage + " (expected: " + of(promised) + ")");
        }
        return promised;
    }

    private static MaskSuite suite(int number) {
        return Arrays.stream(MaskSuite.values())
                .filter(suite -> suite.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        SUITE + ": " + number + " (expected: one of " + Arrays.toString(MaskSuite.values()) + ")"));
    }

    private static int number(Stage stage, String name) {
        String text = stage.parameters().getOrDefault(name, "");
        if (!text.matches("0|[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(name + ": \"" + text + "\" (expected: a number)");
        }
        return Integer.parseInt(text);
    }
}
