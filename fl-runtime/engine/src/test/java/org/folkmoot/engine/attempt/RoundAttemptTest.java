package org.folkmoot.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.SignedStatement;

class RoundAttemptTest {
    private static final AttemptId ID = new AttemptId(3, 2);
    private static final Digest ANY = Digest.sha256(new byte[] {1});
    private static final ClientId STRANGER = ClientId.of("stranger");

    @Provide
    Arbitrary<List<Boolean>> cohorts() {
        return Arbitraries.of(true, false).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 100)
    void anyOrderOfArrivalGivesTheSameAnswers(@ForAll("cohorts") List<Boolean> included, @ForAll Random random)
            throws ProtocolViolationException {
        SortedMap<ClientId, Answer> answers = answers(included);
        Training asListed = begun(answers);
        Training shuffled = begun(answers);
        List<ClientId> order = new ArrayList<>(answers.keySet());

        for (ClientId client : order) {
            asListed = asListed.on(client, answers.getOrDefault(client, rejected("none")));
        }
        Collections.shuffle(order, random);
        for (ClientId client : order) {
            shuffled = shuffled.on(client, answers.getOrDefault(client, rejected("none")));
        }

        assertThat(shuffled).isEqualTo(asListed);
        assertThat(shuffled.answers().byClient()).isEqualTo(answers);
    }

    @Property(tries = 100)
    void isCompleteExactlyWhenEverybodyWasHeardOf(@ForAll("cohorts") List<Boolean> included)
            throws ProtocolViolationException {
        SortedMap<ClientId, Answer> answers = answers(included);
        Training phase = begun(answers);
        for (ClientId client : answers.keySet()) {
            assertThat(phase.isComplete()).isFalse();
            assertThat(phase.answers().missing()).contains(client);
            phase = phase.on(client, answers.getOrDefault(client, rejected("none")));
            assertThat(phase.answers().missing()).doesNotContain(client);
        }
        assertThat(phase.isComplete()).isTrue();
        assertThat(phase.answers().included() + phase.answers().rejected().size())
                .isEqualTo(answers.size());
    }

    @Property(tries = 50)
    void deadlineSettlesExactlyTheMissing(
            @ForAll("cohorts") List<Boolean> included, @ForAll @IntRange(max = 12) int heard)
            throws ProtocolViolationException {
        SortedMap<ClientId, Answer> answers = answers(included);
        Training phase = begun(answers);
        for (ClientId client : answers.keySet().stream().limit(heard).toList()) {
            phase = phase.on(client, answers.getOrDefault(client, rejected("none")));
        }

        Training closed = phase.deadlinePassed("waited a second");

        assertThat(closed.isComplete()).isTrue();
        assertThat(closed.answers().byClient())
                .containsAllEntriesOf(phase.answers().byClient());
        for (ClientId client : phase.answers().missing()) {
            assertThat(closed.answers().byClient().get(client))
                    .isEqualTo(Answer.Rejected.of(RejectionReason.TIMED_OUT, "waited a second"));
        }
    }

    @Property(tries = 100)
    void closesWithTheNumbersWhereTooFewCount(
            @ForAll("cohorts") List<Boolean> included, @ForAll @IntRange(min = 1, max = 13) int minimum)
            throws ProtocolViolationException {
        Training full = heard(answers(included));
        int count = Collections.frequency(included, true);

        Training.Closed closed = full.close(minimum);

        if (count >= minimum) {
            assertThat(closed).isEqualTo(new Training.Closed.Enough(new Aggregating(ID, full.answers())));
        } else {
            String detail = count + " contributions (expected: >= " + minimum + ")";
            assertThat(closed)
                    .isEqualTo(new Training.Closed.TooFew(
                            new Abandoned(ID, full.answers(), AbandonReason.TOO_FEW_CLIENTS, detail)));
        }
    }

    @Example
    void refusesASecondAnswerAndStands() throws ProtocolViolationException {
        Training phase = begun(answers(List.of(true, true))).on(client(0), included(client(0)));
        Training copy = new Training(phase.id(), phase.answers());

        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(() -> phase.on(client(0), rejected("changed its mind")))
                .withMessageContaining("second answer")
                .satisfies(e -> assertThat(e.party()).isEqualTo(client(0).value()))
                .satisfies(e -> assertThat(e.phase()).contains("3.2"));
        assertThat(phase).isEqualTo(copy);
    }

    @Example
    void refusesAStrangerAndStands() {
        Training phase = begun(answers(List.of(true, true)));
        Training copy = new Training(phase.id(), phase.answers());

        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(() -> phase.on(STRANGER, included(STRANGER)))
                .withMessageContaining("not invited");
        assertThat(phase).isEqualTo(copy);
    }

    @Example
    void doesNotCloseBeforeEverybodyIsHeardOf() {
        Training phase = begun(answers(List.of(true, true)));

        assertThatIllegalStateException().isThrownBy(() -> phase.close(1)).withMessageContaining("client-00");
    }

    @Example
    void walksFromSelectionToCommitment() throws ProtocolViolationException {
        Answers answers = heard(answers(List.of(true, false))).answers();
        RoundState after =
                RoundState.of(ParameterVector.zeros(ParameterLayout.float32(ParameterBlock.trainable("w", 1))));
        LeafReceipt receipt = new LeafReceipt(7, ANY);

        Committed committed =
                new Aggregating(ID, answers).aggregated(after).evaluated(null).committed(receipt);

        assertThat(committed).isEqualTo(new Committed(ID, answers, after, Optional.empty(), receipt));
    }

    @Example
    void canBeAbandonedFromEveryOpenPhaseWithWhatItKnows() throws ProtocolViolationException {
        Training training = heard(answers(List.of(true)));
        RoundState after =
                RoundState.of(ParameterVector.zeros(ParameterLayout.float32(ParameterBlock.trainable("w", 1))));
        Aggregating aggregating = new Aggregating(ID, training.answers());
        List<RoundAttempt.Open> phases = List.of(
                new Selected(ID, new TreeSet<>(List.of(client(0)))),
                training,
                aggregating,
                aggregating.aggregated(after),
                aggregating.aggregated(after).evaluated(null));

        for (RoundAttempt.Open phase : phases) {
            assertThat(phase.abandon(AbandonReason.CANCELLED, "why"))
                    .isEqualTo(new Abandoned(ID, phase.answers(), AbandonReason.CANCELLED, "why"));
        }
    }

    @Example
    void rejectsAnEmptyCohortAndAnswersOfStrangers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Selected(ID, new TreeSet<>()));
        TreeMap<ClientId, Answer> foreign = new TreeMap<>();
        foreign.put(STRANGER, included(STRANGER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Answers(new TreeSet<>(List.of(client(0))), foreign))
                .withMessageContaining("stranger");
    }

    private static Training begun(SortedMap<ClientId, Answer> answers) {
        return new Selected(ID, new TreeSet<>(answers.keySet())).invited();
    }

    private static Training heard(SortedMap<ClientId, Answer> answers) throws ProtocolViolationException {
        Training phase = begun(answers);
        for (ClientId client : answers.keySet()) {
            phase = phase.on(client, answers.getOrDefault(client, rejected("none")));
        }
        return phase;
    }

    private static SortedMap<ClientId, Answer> answers(List<Boolean> included) {
        SortedMap<ClientId, Answer> answers = new TreeMap<>();
        for (int i = 0; i < included.size(); i++) {
            answers.put(client(i), included.get(i) ? included(client(i)) : rejected("client " + i));
        }
        return answers;
    }

    private static ClientId client(int number) {
        return ClientId.of(String.format("client-%02d", number));
    }

    private static Answer rejected(String detail) {
        return Answer.Rejected.of(RejectionReason.REFUSED, detail);
    }

    private static Answer included(ClientId client) {
        ClientStatement statement = new ClientStatement(
                new FederationId("laws"),
                ID,
                Digest.sha256(Bytes.utf8(client.value()).toByteArray()),
                ANY,
                ANY,
                ANY,
                1,
                ANY,
                5,
                ANY,
                ANY);
        return new Answer.Included(new SignedStatement(statement, Bytes.utf8("signature")), 5);
    }
}
