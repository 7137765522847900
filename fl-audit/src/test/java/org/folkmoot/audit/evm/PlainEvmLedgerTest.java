package org.folkmoot.audit.evm;

import org.folkmoot.api.audit.LedgerAdapter;

final class PlainEvmLedgerTest extends AnchoredLedgerContract {
    @Override
    LedgerAdapter open(AnchorContract contract, EvmKey publisher) {
        return EvmLedger.plain(contract, publisher, LOG_KEY);
    }
}
