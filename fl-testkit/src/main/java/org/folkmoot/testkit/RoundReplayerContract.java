package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Contribution;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundReplayer;
import org.folkmoot.api.round.RoundState;
import org.junit.jupiter.api.Test;

/** What every {@link RoundReplayer} keeps to; implement the four methods in its test class. */
public interface RoundReplayerContract {
    /** The round that contributions are made for. */
    int ROUND = 1;

    /** {@return a new instance} */
    RoundReplayer replayer();

    /** {@return a program that it can replay, with a minimum of at least 1 client} */
    RoundProgram program();

    /** {@return a state before the round} */
    RoundState before();

    /** {@return at least three contributions that together make a round of the program, no two alike} */
    List<Contribution> included();

    /** The query of the program is among those it says it can replay, and a {@link ServiceLoader} finds it by that. */
    @Test
    default void isFoundByTheIdOfTheQuery() {
        String id = program().rule().id();

        assertThat(replayer().ruleIds()).contains(id);
        assertThat(ServiceLoader.load(RoundReplayer.class))
                .as("providers of %s", id)
                .filteredOn(each -> each.ruleIds().contains(id))
                .anyMatch(each -> each.getClass().equals(replayer().getClass()));
    }

    /** Neither the order of the inputs nor the instance nor an earlier replay changes a bit. */
    @Test
    default void givesTheSameBytesForEveryOrder() {
        RoundReplayer replayer = replayer();
        RoundReplayer.Replayed first =
                replayer.replay(program(), ROUND, before(), included().iterator());
        List<Contribution> shuffled = new ArrayList<>(included());
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(replayer.replay(program(), ROUND, before(), shuffled.iterator()))
                    .isEqualTo(first);
        }
        assertThat(replayer().replay(program(), ROUND, before(), included().iterator()))
                .isEqualTo(first);
    }

    /** Every contribution matters: a round without one of them is another round. */
    @Test
    default void restsOnEveryContribution() {
        RoundReplayer.Replayed whole =
                replayer().replay(program(), ROUND, before(), included().iterator());
        for (int left = 0; left < included().size(); left++) {
            List<Contribution> fewer = new ArrayList<>(included());
            fewer.remove(left);
            if (fewer.size() >= program().minimumClients()) {
                assertThat(replayer().replay(program(), ROUND, before(), fewer.iterator()))
                        .isNotEqualTo(whole);
            }
        }
    }

    /** The state before matters, and stays as it is. */
    @Test
    default void startsFromTheStateBefore() {
        RoundState before = before();
        ParameterVector model = before.model();
        RoundReplayer.Replayed replayed =
                replayer().replay(program(), ROUND, before, included().iterator());
        ParameterVector moved = ParameterVector.computed(model.layout(), (from, out, length) -> {
            model.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                out[i] += 1;
            }
        });

        assertThat(replayer()
                        .replay(
                                program(),
                                ROUND,
                                new RoundState(moved, before.slots()),
                                included().iterator())
                        .state())
                .isNotEqualTo(replayed.state());
        assertThat(before).isEqualTo(before());
    }

    /** Fewer contributions than the program's minimum make no round. */
    @Test
    default void refusesTooFew() {
        List<Contribution> few = included().subList(0, program().minimumClients() - 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> replayer().replay(program(), ROUND, before(), few.iterator()));
    }
}
