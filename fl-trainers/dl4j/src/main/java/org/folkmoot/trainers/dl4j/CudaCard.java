package org.folkmoot.trainers.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A graphics card as its driver describes it, and whether ND4J's CUDA build has code for it.
 *
 * <p>The natives of {@code nd4j-cuda-11.6} 1.0.0-M2.1 hold machine code for {@link #BUILT_FOR} and no PTX, which a driver
 * could translate for later cards. Machine code runs on cards of the same major version and the same or a later minor one
 * (NVIDIA CUDA C++ Programming Guide, "Binary Compatibility").
 *
 * @param index as the driver counts
 * @param name as the driver says
 * @param major of the compute capability
 * @param minor of the compute capability
 */
record CudaCard(int index, String name, int major, int minor) {
    private static final List<String> BUILT_FOR =
            List.of("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6");
    private static final Pattern LINE = Pattern.compile("\\s*(\\d+)\\s*,\\s*(.+?)\\s*,\\s*(\\d+)\\.(\\d+)\\s*");

    /** {@return the cards in a list with lines {@code index, name, compute capability}; other lines are no cards} */
    static List<CudaCard> parse(String list) {
        List<CudaCard> cards = new ArrayList<>();
        for (String line : list.lines().toList()) {
            Matcher card = LINE.matcher(line);
            if (card.matches()) {
                cards.add(new CudaCard(
                        Integer.parseInt(card.group(1)),
                        card.group(2),
                        Integer.parseInt(card.group(3)),
                        Integer.parseInt(card.group(4))));
            }
        }
        return cards;
    }

    /** {@return those that {@code CUDA_VISIBLE_DEVICES} lets a process see; all, where it is not a list of numbers} */
    static List<CudaCard> visible(List<CudaCard> cards, Optional<String> environment) {
        if (environment.isEmpty() || !environment.get().matches("\\d+(,\\d+)*")) {
            return cards;
        }
        Set<String> chosen = Set.of(environment.get().split(",", -1));
        return cards.stream()
                .filter(card -> chosen.contains(Integer.toString(card.index)))
                .toList();
    }

    /** {@return in words why the engine must not be started on these cards; empty if it may} */
    static Optional<String> refusal(List<CudaCard> cards) {
        List<CudaCard> strangers =
                cards.stream().filter(card -> !card.isServed()).toList();
        if (!cards.isEmpty() && strangers.isEmpty()) {
            return Optional.empty();
        }
        String found = cards.isEmpty()
                ? "the driver names no card"
                : strangers.stream().map(CudaCard::toString).collect(Collectors.joining(", ")) + " is not among them";
        return Optional.of("nd4j-cuda-11.6 serves NVIDIA cards of compute capability " + String.join(", ", BUILT_FOR)
                + " and later ones of the same major version, that is Kepler K80 to Ampere and Ada; it holds no code that"
                + " a driver could translate for others. Here " + found
                + ". Take nd4j-native instead, or hide the card with CUDA_VISIBLE_DEVICES.");
    }

    boolean isServed() {
        return BUILT_FOR.stream()
                .map(version -> version.split("\\.", -1))
                .anyMatch(version -> Integer.parseInt(version[0]) == major && Integer.parseInt(version[1]) <= minor);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "card %d, %s (compute capability %d.%d)", index, name, major, minor);
    }
}
