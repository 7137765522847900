package org.folkmoot.audit.evm;

import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.audit.ledger.External;

/** What {@code npm ci} put under {@code src/test/npm}. */
final class Npm {
    static final Path FOLDER = Path.of("src/test/npm").toAbsolutePath();

    private static final Path MODULES = FOLDER.resolve("node_modules");
    private static final String HOW = " (npm ci --ignore-scripts in fl-audit/src/test/npm)";

    private Npm() {}

    /** {@return the Ethereum node}; skips the test where it is not installed. */
    static Path anvil() {
        Path anvil = MODULES.resolve("@foundry-rs/anvil-linux-amd64/bin/anvil");
        External.require(Files.isExecutable(anvil), "anvil" + HOW);
        return anvil;
    }

    /** Skips the test where the Solidity compiler is not installed. */
    static void requireSolc() {
        External.require(Files.isDirectory(MODULES.resolve("solc")), "solc" + HOW);
    }
}
