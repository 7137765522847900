package org.folkmoot.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CudaCardTest {
    private static final CudaCard HOPPER = new CudaCard(0, "NVIDIA H100 80GB HBM3", 9, 0);
    private static final CudaCard AMPERE = new CudaCard(1, "NVIDIA A100-SXM4-80GB", 8, 0);

    @Test
    void readsWhatTheDriverPrints() {
        String printed = "0, NVIDIA H100 80GB HBM3, 9.0\n1, NVIDIA A100-SXM4-80GB, 8.0\nsome warning\n";

        assertThat(CudaCard.parse(printed)).containsExactly(HOPPER, AMPERE);
        assertThat(CudaCard.parse("NVIDIA-SMI has failed")).isEmpty();
    }

    @Test
    void servesTheSameMajorVersionAndLaterMinorOnes() {
        assertThat(card(3, 7).isServed()).isTrue();
        assertThat(card(8, 6).isServed()).isTrue();
        assertThat(card(8, 9).isServed()).isTrue();
        assertThat(card(3, 5).isServed()).isFalse();
        assertThat(card(9, 0).isServed()).isFalse();
        assertThat(card(12, 0).isServed()).isFalse();
    }

    @Test
    void saysInWordsWhichCardsItServesAndThatThisOneIsNotAmongThem() {
        assertThat(CudaCard.refusal(List.of(AMPERE, HOPPER)).orElseThrow())
                .contains("compute capability 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0, 8.6")
                .contains("Here card 0, NVIDIA H100 80GB HBM3 (compute capability 9.0) is not among them")
                .doesNotContain("A100");
        assertThat(CudaCard.refusal(List.of(AMPERE))).isEmpty();
        assertThat(CudaCard.refusal(List.of()).orElseThrow()).contains("the driver names no card");
    }

    @Test
    void countsOnlyCardsThatTheProcessSees() {
        List<CudaCard> both = List.of(HOPPER, AMPERE);

        assertThat(CudaCard.visible(both, Optional.of("1"))).containsExactly(AMPERE);
        assertThat(CudaCard.visible(both, Optional.empty())).isEqualTo(both);
        assertThat(CudaCard.visible(both, Optional.of("GPU-1234"))).isEqualTo(both);
    }

    @Test
    void takesADriverThatIsNotThereForNoCard() {
        assertThat(CudaDriver.ask(List.of("folkmoot-no-such-program"))).isEmpty();
    }

    private static CudaCard card(int major, int minor) {
        return new CudaCard(0, "a card", major, minor);
    }
}
