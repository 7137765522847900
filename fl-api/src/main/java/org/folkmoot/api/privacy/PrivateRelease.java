package org.folkmoot.api.privacy;

import java.util.Set;

/**
 * Something that was released about a population: the event, whose presence it is to hide, and from which neighbours.
 *
 * <p>Guarantee: the pair of sampling and relation has a meaning. What cannot be accounted cannot be constructed, so a
 * wrong combination is refused when a federation is built and not when somebody asks for the epsilon.
 *
 * @param unit whose presence
 * @param relation which neighbours
 * @param event what was done
 */
public record PrivateRelease(PrivacyUnit unit, NeighboringRelation relation, DpEvent event) {
    private static final Set<SamplingScheme> BY_COINS =
            Set.of(SamplingScheme.POISSON, SamplingScheme.TRUNCATED_POISSON);

    /** Refuses a relation under which the event's sampling has no meaning. */
    public PrivateRelease {
        requireMeaning(relation, event);
    }

    /** {@return the same population and relation, with this event} */
    public PrivateRelease with(DpEvent other) {
        return new PrivateRelease(unit, relation, other);
    }

    private static void requireMeaning(NeighboringRelation relation, DpEvent event) {
        for (SamplingScheme scheme : event.sampling()) {
            if (!isMeaningful(scheme, relation)) {
                throw new UnsupportedEventException(
                        "sampling: " + scheme + " under " + relation + " (expected: " + expected(scheme) + ")");
            }
        }
        requireGaussianUnderReplacement(relation, event);
        requireReplacementOfAnswers(relation, event);
    }

    private static boolean isMeaningful(SamplingScheme scheme, NeighboringRelation relation) {
        return switch (scheme) {
            case NONE, POISSON, TRUNCATED_POISSON -> true;
            case FIXED_SIZE -> relation == NeighboringRelation.REPLACE_ONE;
            case MIN_SEPARATION -> relation == NeighboringRelation.REPLACE_SPECIAL;
        };
    }

    private static String expected(SamplingScheme scheme) {
        return scheme == SamplingScheme.FIXED_SIZE
                ? "REPLACE_ONE, for a set of fixed size without one unit is no such set"
                : "REPLACE_SPECIAL, for who takes part when is not hidden";
    }

    /** A sampled unit that is replaced is accounted for Gaussian noise only. */
    private static void requireGaussianUnderReplacement(NeighboringRelation relation, DpEvent event) {
        boolean byCoins = event.sampling().stream().anyMatch(BY_COINS::contains);
        if (relation == NeighboringRelation.REPLACE_ONE && byCoins && samplesOtherThanGaussian(event)) {
            throw new UnsupportedEventException("event: " + event
                    + " under REPLACE_ONE (expected: Gaussian noise under Poisson sampling, or ADD_OR_REMOVE_ONE)");
        }
    }

    private static boolean samplesOtherThanGaussian(DpEvent event) {
        if (event instanceof DpEvent.PoissonSampled sampled) {
            return !(sampled.event() instanceof DpEvent.Gaussian);
        }
        return event.parts().stream().anyMatch(PrivateRelease::samplesOtherThanGaussian);
    }

    private static void requireReplacementOfAnswers(NeighboringRelation relation, DpEvent event) {
        if (event instanceof DpEvent.RandomizedResponse && relation == NeighboringRelation.ADD_OR_REMOVE_ONE) {
            throw new UnsupportedEventException("event: " + event
                    + " under ADD_OR_REMOVE_ONE (expected: REPLACE_ONE, for each answer shows that somebody gave it)");
        }
        event.parts().forEach(part -> requireReplacementOfAnswers(relation, part));
    }
}
