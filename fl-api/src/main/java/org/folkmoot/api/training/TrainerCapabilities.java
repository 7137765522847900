package org.folkmoot.api.training;

/**
 * What a trainer can do; the program compiler refuses programs that ask for more.
 *
 * @param stepCorrection applies {@link StepCorrection}
 * @param perExampleGradients can bound the influence of single examples
 * @param bitExactEverywhere gives the same bits on every machine and JVM
 */
public record TrainerCapabilities(boolean stepCorrection, boolean perExampleGradients, boolean bitExactEverywhere) {}
