package org.folkmoot.examples;

import java.util.List;

/** The end of the quickstart on the screen: with and without the others, the proof, where everything is. */
final class QuickstartSummary {
    private final Screen screen;
    private final RunFolder folder;

    QuickstartSummary(Screen screen, RunFolder folder) {
        this.screen = screen;
        this.folder = folder;
    }

    void show(QuickstartResult result) {
        showClients(result);
        showProof(result);
        showPlaces();
        screen.line("");
        screen.line("Check it yourself, as somebody would who got the key below from us and the folder from anybody:");
        commands(result, folder).forEach(command -> screen.line("  " + command));
    }

    private void showClients(QuickstartResult result) {
        screen.line("");
        screen.line("client     digits  alone on the test");
        for (ClientRow client : result.clients()) {
            screen.format("%-9s  %6d  %15.1f %%", client.name(), client.examples(), 100 * client.alone());
        }
        screen.format(
                "Alone, with as many epochs: %.1f %% on average, %.1f %% at worst. Together: %.1f %%.",
                100 * result.aloneMean(), 100 * result.aloneMin(), 100 * result.accuracy());
    }

    private void showProof(QuickstartResult result) {
        screen.line("");
        result.proof().lines().forEach(screen::line);
    }

    private void showPlaces() {
        screen.line("");
        screen.line("Written:");
        screen.line("  " + folder.report() + "  curves, tables and the proof, for the browser");
        screen.line("  " + folder.ledger().resolve("log") + "  the log, public: digests and signatures only");
        screen.line("  " + folder.ledger().resolve("inputs") + "  the updates, private: what replay needs");
        screen.line("  " + folder.model() + "  the model");
    }

    /** {@return what a stranger types to check the run} */
    static List<String> commands(QuickstartResult result, RunFolder folder) {
        return List.of(
                "java -jar fl-runtime/cli/target/folkmoot.jar verify " + folder.path() + " --replay --log-key '"
                        + result.federation().logKey() + "'",
                "sha256sum " + folder.model().resolve("parameters.bin") + "   # "
                        + result.proof().model().abbreviated() + "…, as the last proof says");
    }
}
