package org.folkmoot.secure.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.secure.KnownAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DegreeSearchTest {
    private static final int LAST_PUBLISHED = 822;

    static List<JsonObject> published() {
        return KnownAnswers.of("degrees.json", "degree");
    }

    /**
     * Eleven published values exactly. The twelfth, 822 neighbours of 1000 with threshold 417, is just beyond the bounds here, as
     * exact integers show: more than 416 corrupted neighbours has probability 2^-40.45, where half of 2^-40 is allowed, and
     * fewer than 417 left 2^-19.98, where 2^-20 is. Two neighbours more keep both.
     */
    @ParameterizedTest
    @MethodSource("published")
    void findsWhatOthersPublished(JsonObject row) throws MalformedJsonException {
        int clients = (int) row.integer("clients");
        Assumptions assumptions = new Assumptions(
                Fraction.percent((int) row.integer("corruptedPercent")),
                Fraction.percent((int) row.integer("droppedPercent")),
                40,
                20);
        Optional<DegreeSearch.Found> found = row.bool("malicious")
                ? DegreeSearch.againstMalicious(clients, assumptions)
                : DegreeSearch.againstHonestButCurious(clients, assumptions);
        int degree = (int) row.integer("degree");

        assertThat(found)
                .hasValue(
                        degree == LAST_PUBLISHED
                                ? new DegreeSearch.Found(824, 418)
                                : new DegreeSearch.Found(degree, (int) row.integer("threshold")));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 5, 5, 62, 43", "1000, 10, 10, 114, 78", "1000, 20, 10, 162, 118", "1000, 33, 10, 244, 189",
        "10000, 5, 5, 74, 51", "10000, 10, 10, 144, 98", "100000, 20, 10, 236, 171", "500, 10, 10, 94, 64"
    })
    void findsTheTableOfTheSpecification(int clients, int corrupted, int dropped, int degree, int threshold) {
        Assumptions assumptions = new Assumptions(Fraction.percent(corrupted), Fraction.percent(dropped), 40, 30);

        assertThat(DegreeSearch.againstMalicious(clients, assumptions))
                .hasValue(new DegreeSearch.Found(degree, threshold));
    }

    @Test
    void promisesNothingWhereAThirdIsCorruptedAndAThirdIsLost() {
        Assumptions tooMuch = new Assumptions(Fraction.percent(33), Fraction.percent(34), 40, 30);

        assertThat(DegreeSearch.againstMalicious(1000, tooMuch)).isEmpty();
        assertThatThrownBy(() -> GraphPlan.of(1000, tooMuch))
                .isInstanceOf(NoGraphException.class)
                .hasMessageContaining("1000");
    }
}
