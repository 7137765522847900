package org.folkmoot.audit.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.core.json.JsonBoolean;
import org.folkmoot.core.json.JsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How transactions fare when blocks do not come, fees rise, or the account is empty. */
final class SenderTest {
    private static final long MAX_GAS = 200_000;

    private AnvilNode node;
    private EvmKey key;
    private AnchorContract contract;

    @BeforeEach
    void start() throws Exception {
        node = AnvilNode.start();
        key = node.richKey(1);
        contract = AnchorContract.deploy(node.chain(), key);
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    private static Bytes call(long size) {
        return AnchorCalls.anchor(
                new TreeHead("log", size, Digest.sha256(Bytes.utf8("" + size).toByteArray())));
    }

    @Test
    void replacesATransactionThatNoBlockTook() throws Exception {
        EvmChain impatient = node.chain().within(Duration.ofMillis(500), Duration.ofMillis(500));
        Sender sender = AnchorContract.at(impatient, contract.address()).sender(key);
        node.ask("evm_setAutomine", new JsonBoolean(false));
        for (int size = 1; size <= 3; size++) {
            Bytes each = call(size);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> sender.send(Optional.of(contract.address()), each, MAX_GAS))
                    .withMessageContaining("not in a block");
        }
        node.ask("evm_mine");

        assertThat(contract.head(key.address(), "log").map(AnchorCalls.Head::size))
                .contains(3L);
        node.ask("evm_setAutomine", new JsonBoolean(true));
        assertThat(sender.send(Optional.of(contract.address()), call(4), MAX_GAS)
                        .succeeded())
                .isTrue();
    }

    @Test
    void waitsForConfirmations() throws Exception {
        Sender sender = AnchorContract.at(node.chain().confirmedBy(3), contract.address())
                .sender(key);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Mined> mined = thread.submit(() -> sender.send(Optional.of(contract.address()), call(1), MAX_GAS));
            long blocks = 0;
            while (!mined.isDone()) {
                node.ask("evm_mine");
                blocks++;
            }
            assertThat(mined.get(1, TimeUnit.SECONDS).succeeded()).isTrue();
            assertThat(blocks).isGreaterThanOrEqualTo(2);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void paysNoMoreThanItsBound() throws Exception {
        node.ask("anvil_setNextBlockBaseFeePerGas", new JsonString("0x1bf08eb000")); // 120 gwei
        node.ask("evm_mine");
        Sender sender = contract.sender(key);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> sender.send(Optional.of(contract.address()), call(1), MAX_GAS))
                .withMessageContaining("fee per gas");
        Sender generous = AnchorContract.at(node.chain().paying(500_000_000_000L), contract.address())
                .sender(key);
        assertThat(generous.send(Optional.of(contract.address()), call(1), MAX_GAS)
                        .succeeded())
                .isTrue();
    }

    @Test
    void sendsNothingThatNeedsMoreGasThanAllowed() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> contract.sender(key).send(Optional.of(contract.address()), call(1), 30_000))
                .withMessageContaining("gas: ");
    }

    @Test
    void saysThatTheAccountIsEmpty() {
        EvmKey poor = EvmKey.of(Digest.sha256().bytes());
        assertThatExceptionOfType(NodeRefusedException.class)
                .isThrownBy(() -> contract.sender(poor).send(Optional.of(contract.address()), call(1), MAX_GAS));
    }

    @Test
    void stopsWaitingWhenClosed() throws Exception {
        node.ask("evm_setAutomine", new JsonBoolean(false));
        Sender sender = contract.sender(key);
        sender.close();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> sender.send(Optional.of(contract.address()), call(1), MAX_GAS))
                .withMessageContaining("closed");
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        node.ask("evm_setAutomine", new JsonBoolean(false));
        Sender sender = contract.sender(key);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<Object>> outcome = thread.submit(() -> {
                Thread.currentThread().interrupt();
                try {
                    return List.of(sender.send(Optional.of(contract.address()), call(1), MAX_GAS));
                } catch (IOException e) {
                    return List.of(e, Thread.interrupted());
                }
            });
            assertThat(outcome.get(10, TimeUnit.SECONDS)).hasSize(2).last().isEqualTo(true);
        } finally {
            thread.shutdownNow();
        }
    }
}
