package org.folkmoot.testkit.aggregation;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.testkit.aggregation.Midrange.Flaw;
import org.junit.jupiter.api.Test;

/** A correct rule passes, as this class itself shows; each flaw is found by the claim that it breaks. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class SetAggregatorContractTest implements SetAggregatorContract {
    @Override
    public SetAggregator aggregator() {
        return new Midrange();
    }

    @Override
    public int tolerated() {
        return 1;
    }

    private static SetAggregatorContract broken(Flaw flaw) {
        return new SetAggregatorContract() {
            @Override
            public SetAggregator aggregator() {
                return new Midrange(flaw);
            }

            @Override
            public int tolerated() {
                return 1;
            }
        };
    }

    @Test
    void findsARuleThatNobodyProvides() {
        finds(() -> broken(Flaw.IS_NOT_PROVIDED).isFoundByItsId());
    }

    @Test
    void findsThatTheWidthOfTilesDecides() {
        finds(() -> broken(Flaw.DEPENDS_ON_WIDTH).widthOfTilesDecidesNothing(7));
    }

    @Test
    void findsThatRanksDecide() {
        finds(() -> {
            for (int seed = 0; seed < 20; seed++) {
                broken(Flaw.DEPENDS_ON_RANK).ranksDecideNothing(seed);
            }
        });
    }

    @Test
    void findsThatOneUpdateDecides() {
        finds(() -> broken(Flaw.TAKES_THE_EXTREMES).withstandsWhatItClaims(7));
    }

    @Test
    void findsThatWhatIsCommonIsLost() {
        finds(() -> broken(Flaw.SHRINKS).keepsACommonUpdate(7));
    }

    private static void finds(ThrowingCallable claim) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(claim);
    }
}
