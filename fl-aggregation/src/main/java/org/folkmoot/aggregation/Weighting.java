package org.folkmoot.aggregation;

import java.util.Arrays;

/** What a client's vote in a mean is worth. */
enum Weighting {
    /** Each client counts once. */
    UNIFORM("uniform"),
    /** A client counts by its examples. */
    EXAMPLES("examples");

    private final String word;

    Weighting(String word) {
        this.word = word;
    }

    /** {@return the word for it in a program} */
    String word() {
        return word;
    }

    static Weighting parse(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "weighting: \"" + word + "\" (expected: \"uniform\" or \"examples\")"));
    }
}
