package org.folkmoot.engine;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.engine.program.ProgramCompiler;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.folkmoot.engine.program.ProgramRequest;
import org.folkmoot.engine.run.FederationSetup;
import org.jspecify.annotations.Nullable;

/**
 * Says what a federation is. {@link #model} and {@link #clients} are required; everything else has a default. Updates are
 * hidden from the coordinator unless {@link #clearUpdates} says otherwise.
 */
public final class FederationBuilder {
    private static final int STALLS_IN_A_DEADLINE = 4;

    private FederationId federation = new FederationId("federation");
    private @Nullable ParameterVector model;
    private List<FederationClient> clients = List.of();
    private AggregationStrategy strategy = AggregationStrategy.of(FedAvg.weighted());
    private LocalTraining training = LocalTraining.sgd(1, 32, 0.1);
    private Participation participation = Participation.all();
    private Disclosure disclosure = Disclosure.auditor();
    private int minimumClients;
    private CollectionKind collection = CollectionKind.CLEAR;
    private int versionWindow;
    private int goal;
    private boolean clearUpdates;
    private int rounds = 10;
    private int attempts = 3;
    private Duration deadline = Duration.ofMinutes(10);
    private @Nullable Duration stallAfter;
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    private @Nullable Digest seed;
    private @Nullable ModelEvaluator evaluator;
    private @Nullable EarlyStopping stopping;
    private ModelGate gate = ModelGate.finite();
    private final List<FederationListener> listeners = new ArrayList<>();
    private final List<LedgerAdapter> ledgers = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private @Nullable TransparencyLog log;
    private Path ledger = Path.of("ledger");
    private @Nullable Governance governance;
    private Clock clock = Clock.systemUTC();

    FederationBuilder() {}

    /** Names the federation; default {@code federation}. */
    public FederationBuilder name(String value) {
        federation = new FederationId(value);
        return this;
    }

    /** Sets the model before round 1; a ledger that has rounds goes on from its own last model, and must have begun with
     * this one. */
    public FederationBuilder model(ParameterVector value) {
        model = requireNonNull(value, "model");
        return this;
    }

    /** Sets those who take part; their order is that of the registry. */
    public FederationBuilder clients(List<FederationClient> value) {
        clients = List.copyOf(value);
        return this;
    }

    /** Sets how contributions become a new model; default FedAvg weighted by examples. */
    public FederationBuilder strategy(AggregationStrategy value) {
        strategy = requireNonNull(value, "strategy");
        return this;
    }

    /** Sets what clients do locally; default one epoch of SGD, batches of 32, learning rate 0.1. */
    public FederationBuilder training(LocalTraining value) {
        training = requireNonNull(value, "training");
        return this;
    }

    /** Sets which share of the clients a round invites; default all. */
    public FederationBuilder participation(Participation value) {
        participation = requireNonNull(value, "participation");
        return this;
    }

    /**
     * Sets what is kept of a round, for whom and for how long; default everything, for auditors, for a year. Updates
     * that are not kept cannot be replayed.
     */
    public FederationBuilder disclosure(Disclosure value) {
        disclosure = requireNonNull(value, "disclosure");
        return this;
    }

    /** Sets the fewest contributions of a committed round; default half of the cohort, rounded up. */
    public FederationBuilder minimumClients(int value) {
        minimumClients = value;
        return this;
    }

    /**
     * Sets at how many contributions that count a round stops waiting; default the whole cohort. Inviting more than are
     * needed keeps slow clients from holding everybody up; those that come too late are on record as not needed. Which
     * clients count then depends on who was quick, and so does the model.
     */
    public FederationBuilder goal(int contributions) {
        goal = atLeast(1, contributions, "goal");
        return this;
    }

    /**
     * Lets the coordinator see each update, which every proof then says. Without it updates are added up under masks, and the
     * coordinator sees sums of ten and more; rules that look at single updates then have no meaning, and are refused.
     */
    public FederationBuilder clearUpdates() {
        clearUpdates = true;
        return this;
    }

    /**
     * Closes a round as soon as {@link #goal} contributions count and lets slower clients go on: what they send counts in the
     * round that is open when it comes (FedBuff). Needs {@link #clearUpdates}.
     *
     * @param rounds how many rounds late a contribution may be, 0 to 1000
     */
    public FederationBuilder buffered(int rounds) {
        collection = CollectionKind.BUFFERED;
        versionWindow = rounds;
        return this;
    }

    /** Sets how many committed rounds the ledger shall hold in the end; default 10. */
    public FederationBuilder rounds(int value) {
        rounds = atLeast(1, value, "rounds");
        return this;
    }

    /** Sets how often a round is tried before the run gives up; default 3. */
    public FederationBuilder attempts(int value) {
        attempts = atLeast(1, value, "attempts");
        return this;
    }

    /** Sets how long an attempt waits for contributions; default 10 minutes. */
    public FederationBuilder deadline(Duration value) {
        deadline = positive(value, "deadline");
        return this;
    }

    /**
     * Sets after which time a client of this process no longer keeps others from working: another thread takes over its
     * place, and its answer still counts if it comes before the deadline. Default a quarter of the deadline.
     */
    public FederationBuilder stallAfter(Duration value) {
        stallAfter = positive(value, "stallAfter");
        return this;
    }

    /** Sets how many clients train at a time; default one for each processor. The model does not depend on it. */
    public FederationBuilder threads(int value) {
        threads = atLeast(1, value, "threads");
        return this;
    }

    /** Sets the public seed that cohorts and training follow from; default fresh randomness, kept in the charter. */
    public FederationBuilder seed(long value) {
        seed = SeedDerivation.derive(Digest.sha256(new byte[0]), "federation", value);
        return this;
    }

    /** Sets what measures each new model. */
    public FederationBuilder evaluation(ModelEvaluator value) {
        evaluator = requireNonNull(value, "evaluation");
        return this;
    }

    /** Ends the run early by this rule; needs an {@link #evaluation}. */
    public FederationBuilder stopWhen(EarlyStopping value) {
        stopping = requireNonNull(value, "stopWhen");
        return this;
    }

    /** Sets what else looks at new models before they are committed; NaN and infinities are refused in any case. */
    public FederationBuilder gate(ModelGate value) {
        gate = ModelGate.finite().and(requireNonNull(value, "gate"));
        return this;
    }

    /** Adds somebody who is told what happens. */
    public FederationBuilder listener(FederationListener value) {
        listeners.add(requireNonNull(value, "listener"));
        return this;
    }

    /** Adds another place that remembers checkpoints. */
    public FederationBuilder ledger(LedgerAdapter value) {
        ledgers.add(requireNonNull(value, "ledger"));
        return this;
    }

    /** Adds somebody who cosigns checkpoints. */
    public FederationBuilder witness(Witness value) {
        witnesses.add(requireNonNull(value, "witness"));
        return this;
    }

    /** Sets the log to write to, which stays open after the run. */
    public FederationBuilder audit(TransparencyLog value) {
        log = requireNonNull(value, "audit");
        return this;
    }

    /** Sets the folder of the log, which is opened for the run and closed after it; default {@code ledger}. */
    public FederationBuilder audit(Path folder) {
        ledger = requireNonNull(folder, "folder");
        log = null;
        return this;
    }

    /** Sets who may decide what, written into the charter at the first start; default the coordinator, over everything. */
    public FederationBuilder governance(Governance value) {
        governance = requireNonNull(value, "governance");
        return this;
    }

    /** Sets the clock that proofs claim times by; default the system's. */
    public FederationBuilder clock(Clock value) {
        clock = requireNonNull(value, "clock");
        return this;
    }

    /**
     * {@return the federation, with its program compiled}
     *
     * @throws ProgramRefusedException if the parts do not go together; the message says which and why
     */
    public Federation build() {
        if (model == null) {
            throw new ProgramRefusedException("model: none (expected: the model before round 1)");
        }
        if (!clearUpdates && collection.showsSingleUpdates() && collection != CollectionKind.CLEAR) {
            throw new ProgramRefusedException(
                    "collection: " + collection + " without clearUpdates() (expected: both, for"
                            + " it lets the coordinator see each client's update, which is written into every proof)");
        }
        if (stopping != null && evaluator == null) {
            throw new ProgramRefusedException(
                    "stopWhen(" + stopping.metric() + ") without evaluation (expected: both)");
        }
        int finite = model.firstNonFinite();
        if (finite >= 0) {
            throw new ProgramRefusedException(
                    "model: parameter " + finite + " is " + model.get(finite) + " (expected: finite)");
        }
        RoundProgram program = ProgramCompiler.compile(new ProgramRequest(
                model.layout(),
                clients,
                strategy,
                training,
                clearUpdates ? collection : CollectionKind.SECURE,
                participation,
                disclosure,
                minimumClients,
                versionWindow));
        return new Federation(setup(model, program), log, log == null ? ledger : log.folder());
    }

    private FederationSetup setup(ParameterVector initial, RoundProgram program) {
        return new FederationSetup(
                new FederationSetup.Founding(
                        federation, initial, Optional.ofNullable(seed), Optional.ofNullable(governance)),
                clients,
                strategy,
                program,
                plan(program),
                new FederationSetup.Bystanders(List.copyOf(listeners), List.copyOf(ledgers), List.copyOf(witnesses)),
                new FederationSetup.Sources(clock, System::nanoTime, new SecureRandom()));
    }

    private FederationSetup.Plan plan(RoundProgram program) {
        int cohort = CohortDraw.of(program.participation()).size(clients.size());
        if (goal != 0 && (goal < program.minimumClients() || goal > cohort)) {
            throw new ProgramRefusedException("goal: " + goal + " (expected: " + program.minimumClients()
                    + ", the minimum of clients, to " + cohort + ", the cohort of a round)");
        }
        return new FederationSetup.Plan(
                rounds,
                attempts,
                goal == 0 ? Optional.empty() : Optional.of(goal),
                deadline,
                threads,
                stallAfter == null ? deadline.dividedBy(STALLS_IN_A_DEADLINE) : stallAfter,
                Optional.ofNullable(evaluator),
                Optional.ofNullable(stopping),
                gate);
    }

    private static Duration positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
        return value;
    }

    private static int atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
        return value;
    }
}
