package org.folkmoot.api.training;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterLayout;

/**
 * What a client does beyond plain training: which correction its steps get, what it sends, what it remembers. A stage of
 * the round program, so that a client knows it before it trains.
 *
 * <p>Contract: pure but for the training that it asks {@link LocalWork} for. It knows shared parameters only; those that
 * stay at home are put in and taken out around it.
 */
public interface LocalRule {
    /** {@return rule id with version, such as {@code folkmoot/proximal/1}} */
    String id();

    /** {@return all that the rule depends on beside its id, as it stands in the program} */
    default SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    /** {@return the names of the slots of the round's state that clients have to be sent} */
    default Set<String> broadcast() {
        return Set.of();
    }

    /** {@return whether {@link LocalOutcome#own()} is ever anything} */
    default boolean remembers() {
        return false;
    }

    /** {@return the layout of what a client sends} */
    default ParameterLayout updateLayout(ParameterLayout shared) {
        return shared;
    }

    /** {@return why the rule has no meaning with this training by such a trainer, if so} */
    default Optional<String> objection(LocalTraining training, ClientTrainer trainer) {
        return Optional.empty();
    }

    /** {@return what to send, and what to remember once it counts} */
    LocalOutcome run(LocalWork work) throws TrainingException;
}
