package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.WholeUpdates.Flaw;
import org.junit.jupiter.api.Test;

/** A correct codec passes, as this class itself shows; each flaw is found by the claim that it breaks. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class UpdateCodecContractTest implements UpdateCodecContract {
    private static final Digest SEED = Digest.sha256();
    private static final ParameterVector UPDATE = ParameterVector.of(
            ParameterLayout.float32(ParameterBlock.trainable("w", 3)), new float[] {0.5f, -0.25f, 1});

    @Override
    public UpdateCodec codec() {
        return new WholeUpdates(Flaw.NONE);
    }

    private static UpdateCodecContract broken(Flaw flaw) {
        return () -> new WholeUpdates(flaw);
    }

    @Test
    void findsACodecThatRemembers() {
        finds(() -> broken(Flaw.REMEMBERS).compressesPurely(UPDATE, SEED));
    }

    @Test
    void findsWhatIsLostOnTheWay() {
        finds(() -> broken(Flaw.LOSES_THE_LAST_BYTE).carriesWhatItCompressed(UPDATE, SEED));
    }

    @Test
    void findsMoreBytesThanAnnounced() {
        finds(() -> broken(Flaw.ANNOUNCES_TOO_LITTLE).carriesWhatItCompressed(UPDATE, SEED));
    }

    @Test
    void findsThatNanIsLetIn() {
        finds(() -> broken(Flaw.LETS_NAN_IN).refusesWhatIsNotFinite());
    }

    @Test
    void findsASecondEncoding() {
        finds(() -> broken(Flaw.IGNORES_WHAT_FOLLOWS).readsOneEncodingOfEachUpdate(UPDATE, SEED));
    }

    @Test
    void findsAnErrorThatGrows() {
        finds(() -> broken(Flaw.LOSES_MORE_THAN_THERE_IS).losesNoMoreThanThereIs(UPDATE, SEED));
    }

    @Test
    void letsNoOtherExceptionPass() {
        assertThatThrownBy(() -> broken(Flaw.THROWS_OTHERWISE).readsOneEncodingOfEachUpdate(UPDATE, SEED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void finds(ThrowingCallable claim) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(claim);
    }
}
