package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.testkit.PlainMean.Flaw;
import org.junit.jupiter.api.Test;

/** A correct rule passes, as this class itself shows; each flaw is found by the claim that it breaks. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class LinearQueryContractTest implements LinearQueryContract {
    private static final ParameterLayout LAYOUT = ParameterLayout.float64(ParameterBlock.trainable("w", 5));

    @Override
    public LinearQuery query() {
        return new PlainMean(Flaw.NONE);
    }

    private static LinearQueryContract broken(Flaw flaw) {
        return () -> new PlainMean(flaw);
    }

    @Test
    void findsAnElementThatIsNotWritten() {
        finds(() -> broken(Flaw.FORGETS_AN_ELEMENT).encodesPurelyAndWritesEveryElement(LAYOUT, 3, 7));
    }

    @Test
    void findsAnEncodingThatIsNotPure() {
        finds(() -> broken(Flaw.DEPENDS_ON_WHAT_WAS_THERE).encodesPurelyAndWritesEveryElement(LAYOUT, 3, 7));
    }

    @Test
    void findsThatNanIsLetIn() {
        finds(() -> broken(Flaw.LETS_NAN_IN).refusesWhatDoesNotFitWithTheNumbers());
    }

    @Test
    void findsAWrongScale() {
        finds(() -> broken(Flaw.WRONG_SCALE).finishInvertsEncode(LAYOUT, 3, 7));
    }

    @Test
    void findsAWeightThatFallsWithMoreExamples() {
        finds(() -> broken(Flaw.NO_CAP).weightIsMonotoneAndCapped());
    }

    @Test
    void findsAnEncodingThatOverflows() {
        finds(() -> broken(Flaw.OVERFLOWS).encodingLeavesRoomForEverySum());
    }

    private static void finds(ThrowingCallable claim) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(claim);
    }
}
