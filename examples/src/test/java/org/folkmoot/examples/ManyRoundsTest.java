package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.folkmoot.examples.engines.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory does not grow with the number of rounds. What a round may leave behind is its summary in the report, the hash of its
 * leaf and the like; one parameter vector that is kept for each round would be ten times that.
 */
@Tag("long")
final class ManyRoundsTest {
    private static final int ROUNDS = 1_000;
    private static final int STRETCH = ROUNDS / ManyRounds.TIMES;
    private static final long HEAP_PER_ROUND = 4 << 10;
    private static final long RESIDENT_PER_ROUND = ManyRounds.PARAMETERS * Float.BYTES;

    /** What the collector has not yet come to, of pointers to little structures. */
    private static final long POINTERS = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void isFlatInPlainJava() throws Exception {
        requireFlat(Engine.PLAIN);
    }

    @Test
    void isFlatInDeeplearning4j() throws Exception {
        requireFlat(Engine.DL4J);
    }

    @Test
    @DisabledIf(
            value = "org.folkmoot.examples.QuickstartEnginesTest#isWithoutPyTorch",
            disabledReason = "PyTorch has no natives for it")
    void isFlatInPyTorch() throws Exception {
        requireFlat(Engine.TORCH);
    }

    private void requireFlat(Engine engine) throws Exception {
        List<Memory> told = run(engine);

        assertThat(told).hasSize(ManyRounds.TIMES);
        assertThat(growth(told, Memory::heap)).as("heap, of %s", told).isLessThan(STRETCH * HEAP_PER_ROUND);
        assertThat(growth(told, Memory::resident)).as("resident, of %s", told).isLessThan(STRETCH * RESIDENT_PER_ROUND);
        assertThat(told).allMatch(memory -> memory.pointers() < POINTERS);
    }

    /**
     * Growth over a stretch, by the median of all: what leaks grows in every one, while an arena of the allocator or of
     * the compiler is taken once, at a moment that nobody knows beforehand.
     */
    private static long growth(List<Memory> told, ToLongFunction<Memory> what) {
        long[] sorted = IntStream.range(1, told.size())
                .mapToLong(i -> what.applyAsLong(told.get(i)) - what.applyAsLong(told.get(i - 1)))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** The heap is in memory from the start, so that what the process grows by lies outside of it. */
    private List<Memory> run(Engine engine) throws IOException, InterruptedException {
        String ledger = folder.resolve("ledger").toString();
        return OtherJvm.run(
                        List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"),
                        ManyRounds.class,
                        engine.word(),
                        Integer.toString(ROUNDS),
                        ledger)
                .lines()
                .filter(line -> line.startsWith("memory "))
                .map(Memory::parse)
                .toList();
    }

    /**
     * What the process held after a round.
     *
     * @param round the round
     * @param heap bytes in use after a collection
     * @param resident bytes of the process in memory; 0 where the system does not tell
     * @param pointers bytes that JavaCPP knows of
     */
    private record Memory(long round, long heap, long resident, long pointers) {
        static Memory parse(String line) {
            long[] numbers = Stream.of(line.split(" ", -1))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Memory(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
    }
}
