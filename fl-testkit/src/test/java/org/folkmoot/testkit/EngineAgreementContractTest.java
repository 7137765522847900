package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.junit.jupiter.api.Test;

/** An engine agrees with itself; one that goes elsewhere is found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class EngineAgreementContractTest implements EngineAgreementContract {
    @Override
    public ClientTrainer trainer() {
        return new CentreTrainer();
    }

    @Override
    public ClientTrainer referee() {
        return new CentreTrainer();
    }

    @Override
    public ParameterVector start() {
        return ParameterVector.zeros(CentreTrainer.LAYOUT);
    }

    @Test
    void findsAnEngineThatGoesElsewhere() {
        EngineAgreementContract astray = new EngineAgreementContract() {
            @Override
            public ClientTrainer trainer() {
                return FailingTrainer.exploding(CentreTrainer.LAYOUT);
            }

            @Override
            public ClientTrainer referee() {
                return new CentreTrainer();
            }

            @Override
            public ParameterVector start() {
                return ParameterVector.zeros(CentreTrainer.LAYOUT);
            }
        };

        assertThatThrownBy(astray::takesTheSameStep).isInstanceOf(AssertionError.class);
    }
}
