package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.training.ClientTrainer;
import org.junit.jupiter.api.Test;

/** A correct trainer passes, as this class itself shows; broken ones are found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class ClientTrainerContractTest implements ClientTrainerContract {
    private static final ParameterLayout LAYOUT = CentreTrainer.LAYOUT;

    @Override
    public ClientTrainer trainer() {
        return new CentreTrainer();
    }

    @Test
    void findsWhatIsNotFinite() {
        assertThatThrownBy(contractOf(FailingTrainer.notANumber(LAYOUT))::givesAFiniteModelOfTheRightLayout)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsAnotherLayout() {
        assertThatThrownBy(contractOf(FailingTrainer.wrongLayout(LAYOUT))::givesAFiniteModelOfTheRightLayout)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsWhoDoesNotHearCancellation() {
        assertThatThrownBy(contractOf(FailingTrainer.deafToCancellation(LAYOUT))::stopsWithinAStepOfCancellation)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsWhoNeverAsksForCancellation() {
        assertThatThrownBy(contractOf(FailingTrainer.exploding(LAYOUT))::asksForCancellationEveryStep)
                .isInstanceOf(AssertionError.class);
    }

    private static ClientTrainerContract contractOf(ClientTrainer trainer) {
        return () -> trainer;
    }
}
