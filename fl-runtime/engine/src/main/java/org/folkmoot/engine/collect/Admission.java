package org.folkmoot.engine.collect;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.audit.member.Member;
import org.folkmoot.engine.attempt.Answer;

/**
 * The way of one contribution into the aggregate, or to a named reason why it has no part in it. Whatever is refused leaves
 * the aggregate as it was.
 *
 * @param intakes the checks for the attempt that a statement was made for; empty where that is too long ago
 * @param present the checks for the attempt that is open
 * @param maxAbs the program's bound on values
 * @param fold what contributions come to
 * @param counted what has counted already, here and in the attempts that contributions may still be made for
 */
record Admission(
        Function<ClientStatement, Optional<Intake>> intakes,
        Intake present,
        double maxAbs,
        RoundFold fold,
        Set<Contributed> counted) {
    /**
     * A contribution, which counts once, in whatever attempt it arrives.
     *
     * @param pseudonym whose it is
     * @param madeFor the attempt that it was made for
     */
    record Contributed(Digest pseudonym, AttemptId madeFor) {}

    /** {@return how this contribution fares; it is in the aggregate where it is included} */
    Answer admit(Member from, ClearUpdate update, Stopwatch stopwatch) throws IOException {
        Optional<Intake> intake = intakes.apply(update.statement());
        Optional<Answer.Rejected> objection =
                intake.isPresent() ? intake.get().objection(from, update) : Optional.of(present.stale(from, update));
        stopwatch.book(Stopwatch.Part.CHECKING);
        if (objection.isPresent()) {
            return objection.get();
        }
        Contributed contribution =
                new Contributed(from.pseudonym(), update.statement().attempt());
        if (counted.contains(contribution)) {
            return new Answer.Rejected(
                    RejectionReason.WRONG_STATEMENT,
                    "the contribution to attempt " + contribution.madeFor() + " has counted already",
                    update.signed());
        }
        boolean signedFor = update.delta().digest().equals(update.statement().payload());
        stopwatch.book(Stopwatch.Part.STORING);
        if (!signedFor) {
            return new Answer.Rejected(
                    RejectionReason.PAYLOAD_MISMATCH, "the update is not what was signed", update.signed());
        }
        Answer answer = fold(update);
        if (answer instanceof Answer.Included) {
            counted.add(contribution);
        }
        stopwatch.book(Stopwatch.Part.FOLDING);
        return answer;
    }

    private Answer fold(ClearUpdate update) throws IOException {
        int late = present.attempt().round() - update.statement().attempt().round();
        try {
            return Answer.Included.of(update.signed(), fold.add(update, late));
        } catch (IllegalArgumentException e) {
            return present.refusal(update, maxAbs, String.valueOf(e.getMessage()));
        }
    }

    /** {@return how many bytes an admitted contribution takes on its way} */
    long bytesOf(ClearUpdate update) {
        return intakes.apply(update.statement()).orElse(present).form().bytes(update.delta());
    }
}
