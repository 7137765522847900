package org.folkmoot.privacy.accountant;

import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.testkit.privacy.PrivacyAccountantContract;

class ZcdpAccountantTest implements PrivacyAccountantContract {
    @Override
    public PrivacyAccountant accountant() {
        return ZcdpAccountant.create();
    }
}
