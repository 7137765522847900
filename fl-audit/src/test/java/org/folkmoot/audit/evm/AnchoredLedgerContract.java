package org.folkmoot.audit.evm;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.audit.ledger.SignedLedgerContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract, run against a contract of its own for each folder, on a real node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnchoredLedgerContract implements SignedLedgerContract {
    private final Map<Path, AnchorContract> contracts = new ConcurrentHashMap<>();
    private AnvilNode node;
    private EvmKey key;

    @BeforeAll
    void start() throws Exception {
        node = AnvilNode.start();
        key = node.richKey(1);
    }

    @AfterAll
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    abstract LedgerAdapter open(AnchorContract contract, EvmKey publisher);

    @Override
    public final LedgerAdapter open(Path folder) throws Exception {
        if (!contracts.containsKey(folder)) {
            contracts.put(folder, AnchorContract.deploy(node.chain(), key));
        }
        return open(contracts.get(folder), key);
    }

    /** The node hangs: it is stopped where it stands. */
    @Override
    public final AutoCloseable outage(Path folder) throws Exception {
        node.freeze();
        return node::thaw;
    }
}
