package org.folkmoot.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
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
        List<ClientId> order = new ArrayList<>(answers.keySet());
        Collections.shuffle(order, random);

        Collecting asListed = heard(answers, answers.keySet());
        Collecting shuffled = heard(answers, order);

        assertThat(shuffled).isEqualTo(asListed).hasSameHashCodeAs(asListed);
        assertThat(shuffled.answers().byClient()).isEqualTo(answers);
    }

    @Property(tries = 100)
    void settlesExactlyWhenEverybodyWasHeardOf(@ForAll("cohorts") List<Boolean> included)
            throws ProtocolViolationException {
        SortedMap<ClientId, Answer> answers = answers(included);
        Collecting phase = begun(answers);
        for (ClientId client : answers.keySet()) {
            assertThat(phase).isInstanceOf(Training.class);
            assertThat(phase.answers().missing()).contains(client);
            phase = on(phase, client, answers);
            assertThat(phase.answers().missing()).doesNotContain(client);
        }
        assertThat(phase).isInstanceOf(Settled.class);
        assertThat(phase.answers().count()).isEqualTo(answers.size());
        assertThat(phase.answers().included()).isEqualTo(Collections.frequency(included, true));
        assertThat(phase.answers().includedClients()).hasSize(phase.answers().included());
        assertThat(phase.answers().included() + phase.answers().rejected().size())
                .isEqualTo(answers.size());
    }

    @Property(tries = 100)
    void reachingTheGoalSettlesTheMissingAsNotNeeded(
            @ForAll("cohorts") List<Boolean> included, @ForAll @IntRange(min = 1, max = 12) int goal)
            throws ProtocolViolationException {
        SortedMap<ClientId, Answer> answers = answers(included);
        Collecting phase = new Selected(ID, new TreeSet<>(answers.keySet()))
                .invited(new PhaseLimits(goal, 1, Duration.ofSeconds(1)));
        int heard = 0;
        for (ClientId client : answers.keySet()) {
            phase = phase instanceof Training ? on(phase, client, answers) : phase;
            heard += phase.answers().of(client).equals(Optional.ofNullable(answers.get(client))) ? 1 : 0;
        }

        assertThat(phase).isInstanceOf(Settled.class);
        assertThat(phase.answers().included()).isEqualTo(Math.min(goal, Collections.frequency(included, true)));
        assertThat(phase.answers().rejected().values().stream()
                        .filter(rejected -> rejected.reason() == RejectionReason.NOT_NEEDED)
                        .count())
                .isEqualTo(answers.size() - heard);
    }

    @Property(tries = 50)
    void deadlineSettlesExactlyTheMissing(
            @ForAll("cohorts") List<Boolean> included, @ForAll @IntRange(max = 11) int heard)
            throws ProtocolViolationException {
        SortedMap<ClientId, Answer> answers = answers(included);
        List<ClientId> first = answers.keySet().stream()
                .limit(Math.min(heard, answers.size() - 1))
                .toList();
        Training phase = (Training) heard(answers, first);

        Settled settled = phase.deadlinePassed();

        assertThat(settled.answers().byClient())
                .hasSize(answers.size())
                .containsAllEntriesOf(phase.answers().byClient());
        for (ClientId client : phase.answers().missing()) {
            assertThat(settled.answers().of(client))
                    .contains(Answer.Rejected.of(RejectionReason.TIMED_OUT, "no answer within PT1S"));
        }
    }

    @Property(tries = 100)
    void closesWithTheNumbersWhereTooFewCount(
            @ForAll("cohorts") List<Boolean> included, @ForAll @IntRange(min = 1, max = 13) int minimum)
            throws ProtocolViolationException {
        Answers full = settled(answers(included)).answers();
        int count = Collections.frequency(included, true);

        Settled.Closed closed = new Settled(ID, full, new PhaseLimits(minimum, minimum, Duration.ofSeconds(1))).close();

        String detail = count + " contributions (expected: >= " + minimum + ")";
        assertThat(closed)
                .isEqualTo(
                        count >= minimum
                                ? new Aggregating(ID, full)
                                : new Abandoned(ID, full, AbandonReason.TOO_FEW_CLIENTS, detail));
    }

    @Example
    void tenThousandAnswersShareWhatTheyHaveInCommon() throws ProtocolViolationException {
        TreeSet<ClientId> cohort = new TreeSet<>();
        for (int i = 0; i < 10_000; i++) {
            cohort.add(ClientId.of("client-" + i));
        }
        Collecting phase = new Selected(ID, cohort).invited(limits(10_000));
        List<Answers> every = new ArrayList<>();

        for (ClientId client : cohort) {
            every.add(phase.answers());
            phase = ((Training) phase).on(client, rejected("no"));
        }

        assertThat(phase).isInstanceOf(Settled.class);
        for (int i = 0; i < every.size(); i += 997) {
            assertThat(every.get(i).count()).isEqualTo(i);
            assertThat(every.get(i).missing()).hasSize(10_000 - i);
        }
    }

    @Example
    void refusesASecondAnswerAndStands() throws ProtocolViolationException {
        Training phase = (Training) begun(answers(List.of(true, true))).on(client(0), included(client(0)));
        Training copy = new Training(phase.id(), phase.answers(), phase.limits());

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
        Training copy = new Training(phase.id(), phase.answers(), phase.limits());

        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(() -> phase.on(STRANGER, included(STRANGER)))
                .withMessageContaining("not invited");
        assertThat(phase).isEqualTo(copy);
    }

    @Example
    void nothingIsSettledBeforeEverybodyIsHeardOf() {
        Training phase = begun(answers(List.of(true, true)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settled(ID, phase.answers(), phase.limits()))
                .withMessageContaining("client-00");
    }

    @Example
    void limitsKeepTheirOrder() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new PhaseLimits(3, 0, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new PhaseLimits(2, 3, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new PhaseLimits(2, 2, Duration.ZERO));
    }

    @Example
    void walksFromOpeningToCommitment() throws ProtocolViolationException {
        SortedMap<ClientId, Answer> given = answers(List.of(true, false));
        Selected selected = new Opened(ID).selected(new TreeSet<>(given.keySet()));
        assertThat(selected.invited(limits(2))).isEqualTo(begun(given));
        Answers answers = settled(given).answers();
        RoundState after =
                RoundState.of(ParameterVector.zeros(ParameterLayout.float32(ParameterBlock.trainable("w", 1))));
        LeafReceipt receipt = new LeafReceipt(7, ANY);

        Decided decided = new Aggregating(ID, answers)
                .aggregated(after, new TreeMap<>())
                .judged(Optional.empty(), Optional.empty());

        assertThat(decided).isInstanceOf(Gated.class);
        assertThat(((Gated) decided).committed(receipt))
                .isEqualTo(new Committed(ID, answers, after, Optional.empty(), receipt));
    }

    @Example
    void objectionOfTheGateEndsTheAttempt() throws ProtocolViolationException {
        Answers answers = settled(answers(List.of(true))).answers();
        RoundState after =
                RoundState.of(ParameterVector.zeros(ParameterLayout.float32(ParameterBlock.trainable("w", 1))));

        Decided decided = new Evaluating(ID, answers, after).judged(Optional.empty(), Optional.of("worse"));

        assertThat(decided).isEqualTo(new Abandoned(ID, answers, AbandonReason.GATE_CLOSED, "worse"));
    }

    @Example
    void canBeAbandonedFromEveryOpenPhaseWithWhatItKnows() throws ProtocolViolationException {
        Settled settled = settled(answers(List.of(true)));
        RoundState after =
                RoundState.of(ParameterVector.zeros(ParameterLayout.float32(ParameterBlock.trainable("w", 1))));
        Aggregating aggregating = new Aggregating(ID, settled.answers());
        List<RoundAttempt.Open> phases = List.of(
                new Opened(ID),
                new Selected(ID, new TreeSet<>(List.of(client(0)))),
                begun(answers(List.of(true))),
                settled,
                aggregating,
                aggregating.aggregated(after, new TreeMap<>()),
                new Gated(ID, settled.answers(), after, Optional.empty()));

        for (RoundAttempt.Open phase : phases) {
            assertThat(phase.abandon(AbandonReason.CANCELLED, "why"))
                    .isEqualTo(new Abandoned(ID, phase.answers(), AbandonReason.CANCELLED, "why"));
        }
    }

    @Example
    void rejectsAnEmptyCohortAndAnswersOfStrangers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Selected(ID, new TreeSet<>()));
        Answers answers = Answers.none(new TreeSet<>(List.of(client(0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> answers.with(STRANGER, included(STRANGER)))
                .withMessageContaining("stranger");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> answers.with(client(0), rejected("a")).with(client(0), rejected("b")));
    }

    private static PhaseLimits limits(int goal) {
        return new PhaseLimits(goal, 1, Duration.ofSeconds(1));
    }

    private static Training begun(SortedMap<ClientId, Answer> answers) {
        return new Selected(ID, new TreeSet<>(answers.keySet())).invited(limits(answers.size()));
    }

    private static Settled settled(SortedMap<ClientId, Answer> answers) throws ProtocolViolationException {
        return (Settled) heard(answers, answers.keySet());
    }

    private static Collecting heard(SortedMap<ClientId, Answer> answers, Iterable<ClientId> order)
            throws ProtocolViolationException {
        Collecting phase = begun(answers);
        for (ClientId client : order) {
            phase = on(phase, client, answers);
        }
        return phase;
    }

    private static Collecting on(Collecting phase, ClientId client, SortedMap<ClientId, Answer> answers)
            throws ProtocolViolationException {
        return ((Training) phase).on(client, answers.getOrDefault(client, rejected("none")));
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
        return Answer.Included.of(new SignedStatement(statement, Bytes.utf8("signature")), 5);
    }
}
