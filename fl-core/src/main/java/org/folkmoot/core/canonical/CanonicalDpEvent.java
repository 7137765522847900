package org.folkmoot.core.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * The JSON form of a differential-privacy event, as it stands in privacy ledgers and proofs; numbers are decimal strings.
 *
 * <p>Guarantee: equal events have equal bytes on every JVM, and what is read back equals what was written.
 */
public final class CanonicalDpEvent {
    private static final String KIND = "event";

    private CanonicalDpEvent() {}

    /** {@return the event as JSON} */
    public static JsonObject toJson(DpEvent event) {
        if (event instanceof DpEvent.Composed composed) {
            List<JsonObject> parts = new ArrayList<>();
            composed.events().forEach(part -> parts.add(toJson(part)));
            return of("composed").put("parts", Json.array(parts)).build();
        }
        if (event instanceof DpEvent.SelfComposed repeated) {
            return of("repeated")
                    .put("count", decimal(repeated.count()))
                    .put("part", toJson(repeated.event()))
                    .build();
        }
        if (event instanceof DpEvent.NonPrivate) {
            return of("non-private").build();
        }
        return sampled(event);
    }

    private static JsonObject sampled(DpEvent event) {
        if (event instanceof DpEvent.PoissonSampled sampled) {
            return of("poisson-sampled")
                    .put("rate", Decimals.shortest(sampled.rate()))
                    .put("part", toJson(sampled.event()))
                    .build();
        }
        if (event instanceof DpEvent.SampledWithoutReplacement sampled) {
            return of("fixed-size-sampled")
                    .put("population", decimal(sampled.population()))
                    .put("sample", decimal(sampled.sample()))
                    .put("part", toJson(sampled.event()))
                    .build();
        }
        if (event instanceof DpEvent.MinSeparated separated) {
            return of("min-separated")
                    .put("rounds", decimal(separated.rounds()))
                    .put("separation", decimal(separated.separation()))
                    .put("part", toJson(separated.event()))
                    .build();
        }
        if (event instanceof DpEvent.TruncatedPoissonGaussian truncated) {
            return of("truncated-poisson-gaussian")
                    .put("population", decimal(truncated.population()))
                    .put("rate", Decimals.shortest(truncated.rate()))
                    .put("cap", decimal(truncated.cap()))
                    .put("noiseMultiplier", Decimals.shortest(truncated.noiseMultiplier()))
                    .build();
        }
        return mechanism(event);
    }

    private static JsonObject mechanism(DpEvent event) {
        if (event instanceof DpEvent.Gaussian gaussian) {
            return of("gaussian")
                    .put("noiseMultiplier", Decimals.shortest(gaussian.noiseMultiplier()))
                    .build();
        }
        if (event instanceof DpEvent.Laplace laplace) {
            return of("laplace")
                    .put("noiseMultiplier", Decimals.shortest(laplace.noiseMultiplier()))
                    .build();
        }
        if (event instanceof DpEvent.RandomizedResponse response) {
            return of("randomized-response")
                    .put("noise", Decimals.shortest(response.noise()))
                    .put("buckets", response.buckets())
                    .build();
        }
        if (event instanceof DpEvent.EpsilonDelta bound) {
            return of("epsilon-delta")
                    .put("epsilon", Decimals.shortest(bound.epsilon()))
                    .put("delta", Decimals.shortest(bound.delta()))
                    .build();
        }
        if (event instanceof DpEvent.ZeroConcentrated concentrated) {
            return of("zero-concentrated")
                    .put("rho", Decimals.shortest(concentrated.rho()))
                    .build();
        }
        return integerNoise(event);
    }

    private static JsonObject integerNoise(DpEvent event) {
        if (event instanceof DpEvent.DiscreteGaussian discrete) {
            return of("discrete-gaussian")
                    .put("variance", Decimals.shortest(discrete.variance()))
                    .put("l2Sensitivity", Decimals.shortest(discrete.l2Sensitivity()))
                    .build();
        }
        if (event instanceof DpEvent.DistributedDiscreteGaussian distributed) {
            return of("distributed-discrete-gaussian")
                    .put("shares", distributed.shares())
                    .put("shareVariance", Decimals.shortest(distributed.shareVariance()))
                    .put("l2Sensitivity", Decimals.shortest(distributed.l2Sensitivity()))
                    .put("dimension", distributed.dimension())
                    .build();
        }
        if (event instanceof DpEvent.Skellam skellam) {
            return of("skellam")
                    .put("variance", Decimals.shortest(skellam.variance()))
                    .put("l2Sensitivity", Decimals.shortest(skellam.l2Sensitivity()))
                    .put("dimension", skellam.dimension())
                    .build();
        }
        throw new AssertionError("unknown event: " + event);
    }

    /**
     * {@return the event that this JSON describes}
     *
     * @throws MalformedJsonException if it describes none
     */
    public static DpEvent fromJson(JsonObject json) throws MalformedJsonException {
        DpEvent event = read(json);
        if (!toJson(event).equals(json)) {
            throw new MalformedJsonException(
                    "event: members that do not belong to it (expected: " + toJson(event) + ")");
        }
        return event;
    }

    private static DpEvent read(JsonObject json) throws MalformedJsonException {
        String kind = json.string(KIND);
        return switch (kind) {
            case "composed" -> composed(json);
            case "repeated" -> {
                DpEvent part = fromJson(json.object("part"));
                long count = whole(json, "count");
                yield valid(() -> new DpEvent.SelfComposed(part, count));
            }
            case "non-private" -> new DpEvent.NonPrivate();
            case "poisson-sampled", "fixed-size-sampled", "min-separated" -> sampled(kind, json);
            case "truncated-poisson-gaussian" -> {
                long population = whole(json, "population");
                double rate = number(json, "rate");
                long cap = whole(json, "cap");
                double multiplier = number(json, "noiseMultiplier");
                yield valid(() -> new DpEvent.TruncatedPoissonGaussian(population, rate, cap, multiplier));
            }
            default -> mechanism(kind, json);
        };
    }

    private static DpEvent composed(JsonObject json) throws MalformedJsonException {
        List<DpEvent> parts = new ArrayList<>();
        for (JsonObject part : json.array("parts").objects()) {
            parts.add(fromJson(part));
        }
        return new DpEvent.Composed(parts);
    }

    private static DpEvent sampled(String kind, JsonObject json) throws MalformedJsonException {
        DpEvent part = fromJson(json.object("part"));
        if (kind.equals("poisson-sampled")) {
            double rate = number(json, "rate");
            return valid(() -> new DpEvent.PoissonSampled(rate, part));
        }
        if (kind.equals("min-separated")) {
            long rounds = whole(json, "rounds");
            long separation = whole(json, "separation");
            return valid(() -> new DpEvent.MinSeparated(rounds, separation, part));
        }
        long population = whole(json, "population");
        long sample = whole(json, "sample");
        return valid(() -> new DpEvent.SampledWithoutReplacement(population, sample, part));
    }

    private static DpEvent mechanism(String kind, JsonObject json) throws MalformedJsonException {
        switch (kind) {
            case "gaussian", "laplace" -> {
                double multiplier = number(json, "noiseMultiplier");
                return valid(() ->
                        kind.equals("gaussian") ? new DpEvent.Gaussian(multiplier) : new DpEvent.Laplace(multiplier));
            }
            case "randomized-response" -> {
                double noise = number(json, "noise");
                int buckets = Fields.count(json, "buckets");
                return valid(() -> new DpEvent.RandomizedResponse(noise, buckets));
            }
            case "epsilon-delta" -> {
                double epsilon = number(json, "epsilon");
                double delta = number(json, "delta");
                return valid(() -> new DpEvent.EpsilonDelta(epsilon, delta));
            }
            case "zero-concentrated" -> {
                double rho = number(json, "rho");
                return valid(() -> new DpEvent.ZeroConcentrated(rho));
            }
            default -> {
                return integerNoise(kind, json);
            }
        }
    }

    private static DpEvent integerNoise(String kind, JsonObject json) throws MalformedJsonException {
        double sensitivity = number(json, "l2Sensitivity");
        switch (kind) {
            case "discrete-gaussian" -> {
                double variance = number(json, "variance");
                return valid(() -> new DpEvent.DiscreteGaussian(variance, sensitivity));
            }
            case "distributed-discrete-gaussian" -> {
                int shares = Fields.count(json, "shares");
                double variance = number(json, "shareVariance");
                int dimension = Fields.count(json, "dimension");
                return valid(() -> new DpEvent.DistributedDiscreteGaussian(shares, variance, sensitivity, dimension));
            }
            case "skellam" -> {
                double variance = number(json, "variance");
                int dimension = Fields.count(json, "dimension");
                return valid(() -> new DpEvent.Skellam(variance, sensitivity, dimension));
            }
            default -> throw new MalformedJsonException("member event: " + kind + " (expected: a known event)");
        }
    }

    private static JsonObjectBuilder of(String kind) {
        return Json.object().put(KIND, kind);
    }

    private static String decimal(long value) {
        return Long.toString(value);
    }

    private static double number(JsonObject json, String name) throws MalformedJsonException {
        String text = json.string(name);
        return Rejections.malformedUnlessValid(() -> Decimals.parse(text));
    }

    private static long whole(JsonObject json, String name) throws MalformedJsonException {
        String text = json.string(name);
        return Rejections.malformedUnlessValid(() -> Long.parseLong(text));
    }

    private static DpEvent valid(Supplier<DpEvent> event) throws MalformedJsonException {
        return Rejections.malformedUnlessValid(event);
    }
}
