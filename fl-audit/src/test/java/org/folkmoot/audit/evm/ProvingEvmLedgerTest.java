package org.folkmoot.audit.evm;

import org.folkmoot.api.audit.LedgerAdapter;

final class ProvingEvmLedgerTest extends AnchoredLedgerContract {
    @Override
    LedgerAdapter open(AnchorContract contract, EvmKey publisher) {
        return EvmLedger.proving(contract, publisher, LOG_KEY);
    }
}
