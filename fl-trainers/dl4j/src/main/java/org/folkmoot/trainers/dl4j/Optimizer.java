package org.folkmoot.trainers.dl4j;

/**
 * Who decides how a gradient becomes a step. The round program always decides epochs, batch size and learning rate, and
 * its correction is always applied to the gradient first.
 */
public enum Optimizer {
    /**
     * The round program alone: mini-batch SGD with its momentum and weight decay, as the plain trainer does. The updater
     * that the network names is not used; a network with regularisation, gradient normalisation or constraints of its own
     * is refused.
     */
    PROGRAM,
    /**
     * The updater that the network names, with its regularisation, gradient normalisation and constraints; its state and
     * step count start anew with each task. Learning rate and schedule are replaced by the program's rate. A program with
     * momentum or weight decay is refused.
     */
    NETWORK_RESET,
    /**
     * As {@link #NETWORK_RESET}, but state and step count go on from one finished task of this trainer to the next. They
     * never leave the client, and they also go on from an attempt that the coordinator abandoned. The result then depends
     * on the tasks before, and the trainer's capabilities say so.
     */
    NETWORK_KEPT
}
