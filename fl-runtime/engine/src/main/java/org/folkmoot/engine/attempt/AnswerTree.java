package org.folkmoot.engine.attempt;

import java.util.Optional;

/**
 * Answers by place in the cohort, as a binary tree over the places: a changed copy shares all but one path with the
 * original. Each step halves the places; a subtree in which nobody has answered is one shared value, so that equal
 * answers make equal trees whatever the order in which they came.
 */
sealed interface AnswerTree {
    /** {@return the tree without answers} */
    static AnswerTree none() {
        return Unanswered.NOBODY;
    }

    /** {@return the answer at a place, of so many places under this tree} */
    Optional<Answer> at(int place, int places);

    /** {@return a tree with this answer at a place, of so many places under this tree} */
    AnswerTree with(int place, int places, Answer answer);

    /** Nobody here has answered. */
    enum Unanswered implements AnswerTree {
        NOBODY;

        @Override
        public Optional<Answer> at(int place, int places) {
            return Optional.empty();
        }

        @Override
        public AnswerTree with(int place, int places, Answer answer) {
            return places == 1 ? new One(answer) : new Both(this, this).with(place, places, answer);
        }
    }

    /** The answer of a single place. */
    record One(Answer answer) implements AnswerTree {
        @Override
        public Optional<Answer> at(int place, int places) {
            return Optional.of(answer);
        }

        @Override
        public AnswerTree with(int place, int places, Answer other) {
            return new One(other);
        }
    }

    /** The first half of the places, rounded down, and the rest. */
    record Both(AnswerTree left, AnswerTree right) implements AnswerTree {
        @Override
        public Optional<Answer> at(int place, int places) {
            int half = places / 2;
            return place < half ? left.at(place, half) : right.at(place - half, places - half);
        }

        @Override
        public AnswerTree with(int place, int places, Answer answer) {
            int half = places / 2;
            return place < half
                    ? new Both(left.with(place, half, answer), right)
                    : new Both(left, right.with(place - half, places - half, answer));
        }
    }
}
