package org.folkmoot.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.core.canonical.VersionWindow;
import org.folkmoot.engine.secure.SecureStage;
import org.folkmoot.secure.SecureParameters;
import org.folkmoot.secure.graph.GraphPlan;
import org.folkmoot.secure.graph.NoGraphException;

/**
 * Turns a request into a round program, or says why it has no meaning. Whatever it lets through can be run, proved and
 * replayed.
 */
public final class ProgramCompiler {
    /** How the name of a registered member begins that no client at hand answers for. */
    public static final String STAND_IN = "unknown-";

    private static final String FEWER_HIDE_NOTHING = "a sum of fewer hides too little of what each client sent. With"
            + " clearUpdates() the coordinator sees each update, and every proof says so";

    private ProgramCompiler() {}

    /**
     * {@return the program of this request}
     *
     * @throws ProgramRefusedException if its parts do not go together
     */
    public static RoundProgram compile(ProgramRequest request) {
        requireKnownCollection(request.collection());
        request.clients().forEach(client -> requireLayout(request, client));
        int cohort = drawOf(request).size(requireClients(request));
        requireCrowd(request.collection(), cohort);
        int minimum = minimumOf(request, cohort);
        List<Stage> stages = new ArrayList<>();
        stages.add(TrainingStage.of(request.training()));
        if (request.collection() == CollectionKind.BUFFERED) {
            stages.add(windowOf(request).stage());
        }
        if (request.collection() == CollectionKind.SECURE) {
            stages.add(secureOf(cohort, minimum));
        }
        stages.addAll(request.strategy().stages(request.clients().size()));
        Pipeline pipeline = pipelineOf(request.layout(), stages);
        requireRunnable(request, pipeline, minimum);
        RoundProgram program = new RoundProgram(
                request.collection(),
                request.layout(),
                stages,
                encodingFor(pipeline, cohort),
                request.participation(),
                minimum,
                request.disclosure());
        request.clients().forEach(client -> requireFloor(program, client));
        return program;
    }

    /**
     * {@return the program with room for the cohorts of a registry of this size}: members of earlier runs are drawn too,
     * whether they are there or not.
     *
     * @throws ProgramRefusedException if no encoding is free of overflow
     */
    public static RoundProgram sizedFor(RoundProgram program, AggregationStrategy strategy, int members) {
        int cohort = CohortDraw.of(program.participation()).size(members);
        List<Stage> stages = new ArrayList<>();
        stages.add(program.stage(Stage.TRAINING));
        program.find(Stage.WINDOW).ifPresent(stages::add);
        program.find(Stage.SECURE).ifPresent(stages::add);
        stages.addAll(strategy.stages(members));
        return new RoundProgram(
                program.collection(),
                program.layout(),
                stages,
                encodingFor(pipelineOf(program.layout(), stages), cohort),
                program.participation(),
                program.minimumClients(),
                program.disclosure());
    }

    private static void requireKnownCollection(CollectionKind collection) {
        if (!InstalledCollections.kinds().contains(collection)) {
            throw new ProgramRefusedException("collection: " + collection + " is not installed (expected: one of "
                    + InstalledCollections.kinds() + ")");
        }
    }

    private static CohortDraw drawOf(ProgramRequest request) {
        try {
            return CohortDraw.of(request.participation());
        } catch (IllegalArgumentException e) {
            throw new ProgramRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static int requireClients(ProgramRequest request) {
        int clients = request.clients().size();
        if (clients < 1) {
            throw new ProgramRefusedException("clients: 0 (expected: >= 1)");
        }
        request.clients().forEach(ProgramCompiler::requireFreeName);
        long distinct =
                request.clients().stream().map(FederationClient::id).distinct().count();
        if (distinct != clients) {
            throw new ProgramRefusedException("clients: " + (clients - distinct) + " share a name (expected: unique)");
        }
        return clients;
    }

    private static void requireFreeName(FederationClient client) {
        if (client.id().value().startsWith(STAND_IN)) {
            throw new ProgramRefusedException("client name: " + client.id() + " (expected: not starting with "
                    + STAND_IN + ", which stands for members that are not at hand)");
        }
    }

    private static void requireLayout(ProgramRequest request, FederationClient client) {
        if (!client.trainer().layout().equals(request.layout())) {
            throw new ProgramRefusedException("client " + client.id() + " trains models with "
                    + client.trainer().layout().size() + " parameters in another layout (expected: that of the model, "
                    + request.layout().size() + " parameters)");
        }
    }

    /** Half of the cohort, and where sums are to hide single updates no fewer than hide them. */
    private static int defaultMinimum(ProgramRequest request, int cohort) {
        int half = (cohort + 1) / 2;
        return request.collection() == CollectionKind.SECURE
                ? Math.max(half, SecureParameters.DEFAULT_SURVIVORS)
                : half;
    }

    /** Of few clients a sum gives each of them away. */
    private static void requireCrowd(CollectionKind collection, int cohort) {
        if (collection == CollectionKind.SECURE && cohort < SecureParameters.DEFAULT_SURVIVORS) {
            throw new ProgramRefusedException("collection: SECURE with a cohort of " + cohort + " (expected: >= "
                    + SecureParameters.DEFAULT_SURVIVORS + "; " + FEWER_HIDE_NOTHING + ")");
        }
    }

    /** {@return what clients are promised}: a sum of as many as the program needs, with the defaults for the rest. */
    private static Stage secureOf(int cohort, int minimum) {
        SecureParameters defaults = SecureParameters.defaults();
        if (cohort > GraphPlan.COMPLETE_UP_TO) {
            throw new ProgramRefusedException("collection: SECURE with a cohort of " + cohort + " (expected: <= "
                    + GraphPlan.COMPLETE_UP_TO + "; larger ones need a beacon that the coordinator cannot choose)");
        }
        if (minimum < defaults.minimumSurvivors()) {
            throw new ProgramRefusedException("collection: SECURE with a minimum of " + minimum
                    + " clients (expected: >= " + defaults.minimumSurvivors() + "; " + FEWER_HIDE_NOTHING + ")");
        }
        try {
            GraphPlan.of(cohort, defaults.assumptions());
            return SecureStage.of(new SecureParameters(minimum, defaults.assumptions(), defaults.suite()));
        } catch (IllegalArgumentException | NoGraphException e) {
            throw new ProgramRefusedException("collection: SECURE: " + e.getMessage(), e);
        }
    }

    private static int minimumOf(ProgramRequest request, int cohort) {
        int minimum = request.minimumClients() == 0 ? defaultMinimum(request, cohort) : request.minimumClients();
        if (minimum < 1 || minimum > cohort) {
            throw new ProgramRefusedException(
                    "minimumClients: " + minimum + " (expected: 1 to " + cohort + ", the cohort of a round)");
        }
        return minimum;
    }

    private static VersionWindow windowOf(ProgramRequest request) {
        try {
            return new VersionWindow(request.versionWindow());
        } catch (IllegalArgumentException e) {
            throw new ProgramRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Pipeline pipelineOf(ParameterLayout layout, List<Stage> stages) {
        try {
            return Pipeline.of(layout, stages);
        } catch (IllegalArgumentException e) {
            throw new ProgramRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireRunnable(ProgramRequest request, Pipeline pipeline, int minimum) {
        pipeline.objection(request.collection()).ifPresent(objection -> {
            throw new ProgramRefusedException("collection: " + request.collection() + ": " + objection);
        });
        pipeline.objection(minimum).ifPresent(objection -> {
            throw new ProgramRefusedException("minimumClients: " + minimum + ": " + objection);
        });
        request.clients().forEach(client -> requireAble(request, pipeline, client));
    }

    private static void requireAble(ProgramRequest request, Pipeline pipeline, FederationClient client) {
        pipeline.local()
                .flatMap(local -> local.objection(request.training(), client.trainer()))
                .ifPresent(objection -> {
                    throw new ProgramRefusedException("client " + client.id() + " cannot follow "
                            + pipeline.local().orElseThrow().id() + ": " + objection);
                });
    }

    private static RingEncoding encodingFor(Pipeline pipeline, int cohort) {
        try {
            return pipeline.encoding(cohort);
        } catch (IllegalArgumentException e) {
            throw new ProgramRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Better refused here, by the one who hosts both, than by each client in each round. */
    private static void requireFloor(RoundProgram program, FederationClient client) {
        client.floor().objection(program).ifPresent(objection -> {
            throw new ProgramRefusedException("client " + client.id() + " would refuse: " + objection);
        });
    }
}
