package org.folkmoot.core.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

class CanonicalDpEventTest {
    private static final DpEvent GAUSSIAN = new DpEvent.Gaussian(1.1);

    @Test
    void readsBackEveryEvent() throws MalformedJsonException {
        for (DpEvent event : List.of(
                GAUSSIAN,
                new DpEvent.NonPrivate(),
                new DpEvent.DiscreteGaussian(4e6, 1000.5),
                new DpEvent.DistributedDiscreteGaussian(15, 250_000, 1000, 1024),
                new DpEvent.Skellam(1e12, 123.5, 64),
                new DpEvent.Laplace(2),
                new DpEvent.RandomizedResponse(0.3, 10),
                new DpEvent.EpsilonDelta(0.2, 1e-7),
                new DpEvent.ZeroConcentrated(0.81),
                new DpEvent.PoissonSampled(0.01, GAUSSIAN).times(1000),
                new DpEvent.TruncatedPoissonGaussian(3400, 0.03, 130, 1),
                new DpEvent.SampledWithoutReplacement(1000, 10, GAUSSIAN),
                new DpEvent.MinSeparated(2000, 313, GAUSSIAN),
                new DpEvent.Composed(List.of(GAUSSIAN, new DpEvent.Laplace(3).times(2))),
                DpEvent.nothing())) {
            assertThat(CanonicalDpEvent.fromJson(CanonicalDpEvent.toJson(event)))
                    .isEqualTo(event);
        }
    }

    @Test
    void writesDecimalStrings() {
        assertThat(new String(
                        Jcs.encode(CanonicalDpEvent.toJson(new DpEvent.PoissonSampled(0.01, GAUSSIAN))),
                        StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"event\":\"poisson-sampled\",\"part\":{\"event\":\"gaussian\",\"noiseMultiplier\":\"1.1\"},"
                                + "\"rate\":\"0.01\"}");
    }

    @Test
    void refusesWhatIsNoEvent() throws MalformedJsonException {
        for (String text : List.of(
                "{}",
                "{\"event\":\"gaussian\"}",
                "{\"event\":\"gaussian\",\"noiseMultiplier\":\"-1\"}",
                "{\"event\":\"gaussian\",\"noiseMultiplier\":\"1.10\"}",
                "{\"event\":\"gaussian\",\"noiseMultiplier\":\"1\",\"seed\":\"7\"}",
                "{\"event\":\"repeated\",\"count\":\"01\",\"part\":{\"event\":\"non-private\"}}",
                "{\"event\":\"sorcery\"}")) {
            JsonObject json = (JsonObject) StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));

            assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> CanonicalDpEvent.fromJson(json));
        }
    }
}
