package org.folkmoot.audit.verify;

/** Told how far a verification has come; called often, on the thread that verifies, so it should be quick. */
@FunctionalInterface
public interface VerificationProgress {
    /** So many leaves of so many hold; records, updates and replay of their rounds included. */
    void leaf(long done, long of);

    /** {@return one that does nothing} */
    static VerificationProgress none() {
        return (done, of) -> {};
    }
}
