package org.folkmoot.testkit.attack;

import java.util.function.IntUnaryOperator;

/**
 * Poisons labels: a data attack, to be applied to the examples of a client that then trains as it should. What it sends
 * is an honest update of dishonest data; no check of form can find it.
 *
 * <p>Source: Biggio et al. 2012; in federated learning Tolpegin et al. 2020.
 */
public final class LabelFlip implements IntUnaryOperator {
    private final int classes;
    private final IntUnaryOperator flip;

    private LabelFlip(int classes, IntUnaryOperator flip) {
        if (classes < 2) {
            throw new IllegalArgumentException("classes: " + classes + " (expected: >= 2)");
        }
        this.classes = classes;
        this.flip = flip;
    }

    /**
     * {@return the attack that takes a label y for classes - 1 - y}
     *
     * @param classes the number of labels, at least 2
     */
    public static LabelFlip mirrored(int classes) {
        return new LabelFlip(classes, label -> classes - 1 - label);
    }

    /**
     * {@return the attack that takes one label for another, and leaves all others}
     *
     * @param classes the number of labels, at least 2
     */
    public static LabelFlip targeted(int classes, int from, int to) {
        LabelFlip flip = new LabelFlip(classes, label -> label == from ? to : label);
        flip.requireLabel(from);
        flip.requireLabel(to);
        return flip;
    }

    /** {@return the label that the attacker gives to an example of this label} */
    @Override
    public int applyAsInt(int label) {
        requireLabel(label);
        return flip.applyAsInt(label);
    }

    private void requireLabel(int label) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException("label: " + label + " (expected: 0 to " + (classes - 1) + ")");
        }
    }
}
