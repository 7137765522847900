package org.folkmoot.privacy.accountant;

import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.testkit.privacy.PrivacyAccountantContract;

class RdpAccountantTest implements PrivacyAccountantContract {
    @Override
    public PrivacyAccountant accountant() {
        return RdpAccountant.create();
    }
}
