package org.folkmoot.api.model;

/** Whether gradient descent may touch a block. */
public enum ParameterRole {
    /** Moved by the optimiser. */
    TRAINABLE,
    /** State that training keeps but gradients do not move, such as batch-norm statistics. */
    BUFFER
}
