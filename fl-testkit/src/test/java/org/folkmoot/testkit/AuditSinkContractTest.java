package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.folkmoot.api.audit.AuditSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A correct log passes, as this class itself shows; one that loses a leaf is found. */
@SuppressWarnings("JUnitMethodInvoked") // A contract that fails as it should is the subject here.
final class AuditSinkContractTest implements AuditSinkContract {
    @Override
    public AuditSink open(Path folder) throws Exception {
        return MemoryLog.open(folder, false);
    }

    @Test
    void findsALostLeaf(@TempDir Path folder) {
        AuditSinkContract forgetful = each -> MemoryLog.open(each, true);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> forgetful.reopenedLogKeepsEverything(folder));
    }
}
