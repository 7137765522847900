package org.folkmoot.api.training;

/**
 * What a trainer can do; the program compiler refuses programs that ask for more, and the contract in {@code fl-testkit}
 * holds a trainer to what it declares.
 *
 * @param stepCorrection applies {@link StepCorrection}
 * @param perExampleGradients can bound the influence of single examples
 * @param bitExactEverywhere gives the same bits on every machine and JVM; implies deterministic
 * @param deterministic gives the same bits wherever the {@link ExecutionFingerprint} is the same
 * @param keepsState carries optimiser state of its own from one task to the next, so a result depends on those before
 */
public record TrainerCapabilities(
        boolean stepCorrection,
        boolean perExampleGradients,
        boolean bitExactEverywhere,
        boolean deterministic,
        boolean keepsState) {
    /** Rejects bits that are the same everywhere and yet not the same here. */
    public TrainerCapabilities {
        if (bitExactEverywhere && !deterministic) {
            throw new IllegalArgumentException("deterministic: false (expected: true where bits are exact everywhere)");
        }
    }

    /** Declares a deterministic trainer that keeps nothing between tasks. */
    public TrainerCapabilities(boolean stepCorrection, boolean perExampleGradients, boolean bitExactEverywhere) {
        this(stepCorrection, perExampleGradients, bitExactEverywhere, true, false);
    }

    /** {@return the same, keeping optimiser state between tasks or not} */
    public TrainerCapabilities withState(boolean kept) {
        return new TrainerCapabilities(stepCorrection, perExampleGradients, bitExactEverywhere, deterministic, kept);
    }
}
