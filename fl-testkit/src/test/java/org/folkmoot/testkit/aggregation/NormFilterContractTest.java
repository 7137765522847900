package org.folkmoot.testkit.aggregation;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SortedMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.model.ParameterVector;
import org.junit.jupiter.api.Test;

/** A correct filter passes, as this class itself shows; each flaw is found by the claim that it breaks. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class NormFilterContractTest implements NormFilterContract {
    @Override
    public NormFilter filter() {
        return new UnitBall();
    }

    private static NormFilterContract broken(NormFilter filter) {
        return () -> filter;
    }

    @Test
    void findsAFilterThatLengthens() {
        finds(() -> broken(new Lengthening()).lengthensNothing(7));
        finds(() -> broken(new Lengthening()).shortensAndSaysSo(7));
    }

    @Test
    void findsAFilterThatNobodyProvides() {
        finds(() -> broken(new Lengthening()).isFoundByItsId());
    }

    @Test
    void findsADivisionByZero() {
        finds(() -> broken(new Lengthening()).leavesZeroAsItIs());
    }

    private static void finds(ThrowingCallable claim) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(claim);
    }

    /** Divides by the norm, whatever it is. */
    private static final class Lengthening implements NormFilter {
        @Override
        public String id() {
            return "acme/normalising/1";
        }

        @Override
        public double factor(double norm, SortedMap<String, ParameterVector> slots) {
            return 1e7 / norm;
        }
    }
}
