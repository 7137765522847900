package org.folkmoot.testkit.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.api.training.TrainerCapabilities;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingResult;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;
import org.jspecify.annotations.Nullable;

/**
 * Makes a malicious client of an honest one: it trains, and then sends what an {@link UpdateAttack} makes of it. The rest
 * of the client stays as it is, so signatures and protocol are right and only the aggregation can defend itself.
 *
 * <p>Guarantees: given the same tasks in the same order it sends the same bits, where the trainers it holds do; chance
 * comes from the seed of the task. It sends the model that it was given plus the forged update, rounded to the element
 * type; where the sum rounds, or the attack sends another layout, the update arrives accordingly. Remembers the last model
 * that it was shown, for attacks that use the previous movement. Not safe for use by several threads.
 */
public final class AttackingTrainer implements ClientTrainer {
    private static final String PURPOSE = "attack";

    private final ClientTrainer own;
    private final List<ClientTrainer> watched;
    private final UpdateAttack attack;
    private final OptionalLong claimed;
    private @Nullable ParameterVector lastModel;
    private ParameterVector lastMovement;

    private AttackingTrainer(
            ClientTrainer own, List<ClientTrainer> watched, UpdateAttack attack, OptionalLong claimed) {
        this.own = own;
        this.watched = List.copyOf(watched);
        this.attack = attack;
        this.claimed = claimed;
        this.lastMovement = ParameterVector.zeros(own.layout());
    }

    /** {@return an attacker that knows of nobody's update but its own} */
    public static AttackingTrainer of(ClientTrainer own, UpdateAttack attack) {
        return new AttackingTrainer(own, List.of(), attack, OptionalLong.empty());
    }

    /**
     * {@return the same attacker, knowing what honest clients compute}
     *
     * @param honest trainers over the data of honest clients, of the attacker's own: it runs them on its own task
     */
    public AttackingTrainer watching(List<? extends ClientTrainer> honest) {
        return new AttackingTrainer(own, List.copyOf(honest), attack, claimed);
    }

    /**
     * {@return the same attacker, claiming this number of examples}
     *
     * @param examples at least 1; for others see {@link PoisonedCount}
     */
    public AttackingTrainer claiming(long examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("examples: " + examples + " (expected: >= 1)");
        }
        return new AttackingTrainer(own, watched, attack, OptionalLong.of(examples));
    }

    @Override
    public ParameterLayout layout() {
        return own.layout();
    }

    @Override
    public TrainerCapabilities capabilities() {
        return own.capabilities().withState(true);
    }

    @Override
    public ExecutionFingerprint fingerprint() {
        return own.fingerprint();
    }

    @Override
    public TrainingResult train(TrainingTask task) throws TrainingException {
        ParameterVector model = task.model();
        remember(model);
        TrainingResult honest = own.train(task);
        AttackerView view = view(honest.model().minus(model), task);
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SeedDerivation.derive(task.seed(), PURPOSE));
        ParameterVector forged = attack.forge(view, random).get(0);
        return TrainingResult.of(applied(forged, model), claimed.orElse(honest.examples()));
    }

    /** The same model again is another attempt at the same round. */
    private void remember(ParameterVector model) {
        if (lastModel != null && !lastModel.equals(model)) {
            lastMovement = model.minus(lastModel);
        }
        lastModel = model;
    }

    private AttackerView view(ParameterVector update, TrainingTask task) throws TrainingException {
        if (watched.isEmpty()) {
            return AttackerView.alone(update, lastMovement);
        }
        List<ParameterVector> honest = new ArrayList<>();
        for (ClientTrainer trainer : watched) {
            honest.add(trainer.train(task).model().minus(task.model()));
        }
        return new AttackerView(honest, List.of(update), lastMovement);
    }

    private static ParameterVector applied(ParameterVector forged, ParameterVector model) {
        if (!forged.layout().equals(model.layout())) {
            return forged;
        }
        return HonestStatistics.vector(model.layout(), j -> model.get(j) + forged.get(j));
    }

    /** Closes the trainers it was made of. */
    @Override
    public void close() {
        own.close();
        watched.forEach(ClientTrainer::close);
    }
}
