package org.folkmoot.privacy.pld;

import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.testkit.privacy.PrivacyAccountantContract;

class PldAccountantTest implements PrivacyAccountantContract {
    @Override
    public PrivacyAccountant accountant() {
        return PldAccountant.create();
    }
}
