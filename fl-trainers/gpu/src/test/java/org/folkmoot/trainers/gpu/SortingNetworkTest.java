package org.folkmoot.trainers.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SortingNetworkTest {
    @Property(tries = 100)
    void sortsAnything(@ForAll long seed, @ForAll @IntRange(min = 1, max = 260) int places) {
        Random random = new Random(seed);
        int[][] rows = new int[places][5];
        for (int[] row : rows) {
            Arrays.setAll(row, c -> random.nextInt(c == 0 ? 2 : Integer.MAX_VALUE));
        }
        int[][] expected = sortedColumns(rows);

        SortingNetwork.of(places).sort(rows);

        assertThat(rows).isDeepEqualTo(expected);
    }

    private static int[][] sortedColumns(int[]... rows) {
        int[][] sorted = new int[rows.length][rows[0].length];
        for (int c = 0; c < rows[0].length; c++) {
            int column = c;
            int[] values =
                    Arrays.stream(rows).mapToInt(row -> row[column]).sorted().toArray();
            for (int i = 0; i < rows.length; i++) {
                sorted[i][c] = values[i];
            }
        }
        return sorted;
    }

    /** A network sorts everything if it sorts all zeros and ones (Knuth vol. 3, §5.3.4, theorem Z). */
    @Test
    void sortsAllZerosAndOnesOfSixteenPlaces() {
        int[][] rows = new int[16][1 << 16];
        for (int i = 0; i < 16; i++) {
            int place = i;
            Arrays.setAll(rows[i], c -> c >> place & 1);
        }

        SortingNetwork.of(16).sort(rows);

        for (int i = 1; i < 16; i++) {
            for (int c = 0; c < rows[i].length; c++) {
                assertThat(rows[i - 1][c] <= rows[i][c]).isTrue();
            }
        }
    }

    @Test
    void takesAsManyExchangesAsTheBookSays() {
        assertThat(SortingNetwork.of(16).size()).isEqualTo(63);
        assertThat(SortingNetwork.of(64).size()).isEqualTo(543);
        assertThat(SortingNetwork.of(1).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 52, 64, 128})
    void isTheNetworkOfTheKernels(int places) throws IOException {
        String macros = Files.readString(Path.of("kernels", "networks.inc"));
        int start = macros.indexOf("SORT_" + places + "(X)");
        String macro = macros.substring(start, macros.indexOf("\n\n", start));
        List<Integer> exchanges = new ArrayList<>();
        Matcher exchange = Pattern.compile("X\\((\\d+),(\\d+)\\)").matcher(macro);
        while (exchange.find()) {
            exchanges.add(Integer.valueOf(exchange.group(1)));
            exchanges.add(Integer.valueOf(exchange.group(2)));
        }

        assertThat(exchanges).isEqualTo(SortingNetwork.of(places).exchanges());
    }
}
