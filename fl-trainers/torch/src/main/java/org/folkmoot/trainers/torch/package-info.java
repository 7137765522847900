/**
 * Training with PyTorch through JavaCPP: dense and convolutional classifiers over one flat parameter vector. Start at
 * {@link org.folkmoot.trainers.torch.TorchModel}.
 *
 * <p>Layers compute their own gradients with the engine's kernels instead of its tape: gradients are written straight into
 * one flat tensor, nothing is recorded, and the output gradients of single examples are at hand where they are to be
 * clipped.
 */
@NullMarked
package org.folkmoot.trainers.torch;

import org.jspecify.annotations.NullMarked;
