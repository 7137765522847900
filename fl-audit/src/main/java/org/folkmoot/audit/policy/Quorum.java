package org.folkmoot.audit.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.folkmoot.audit.note.VerifierKey;

/** Which cosignatures are enough: one witness's, or those of k of n parts. */
sealed interface Quorum {
    /** {@return whether the cosignatures of these witnesses are enough} */
    boolean isMetBy(Set<VerifierKey> cosigners);

    /** {@return with how few cosignatures it can be met} */
    int least();

    /** {@return the rule in words, with the names that the witnesses' keys have} */
    String words();

    /** {@return what is met without anybody} */
    static Quorum none() {
        return new Group(0, List.of());
    }

    /** A cosignature of this witness. */
    record One(VerifierKey key) implements Quorum {
        @Override
        public boolean isMetBy(Set<VerifierKey> cosigners) {
            return cosigners.contains(key);
        }

        @Override
        public int least() {
            return 1;
        }

        @Override
        public String words() {
            return key.name();
        }
    }

    /**
     * At least {@code threshold} of the members; no witness is in two of them, so each counts once.
     *
     * @param threshold how many
     * @param members of whom
     */
    record Group(int threshold, List<Quorum> members) implements Quorum {
        public Group {
            members = List.copyOf(members);
            if (threshold < 0 || threshold > members.size()) {
                throw new IllegalArgumentException("witnesses: " + threshold + " of " + members.size()
                        + " required (expected: 0 to " + members.size() + ")");
            }
        }

        @Override
        public boolean isMetBy(Set<VerifierKey> cosigners) {
            return members.stream().filter(one -> one.isMetBy(cosigners)).count() >= threshold;
        }

        @Override
        public int least() {
            return members.stream()
                    .mapToInt(Quorum::least)
                    .sorted()
                    .limit(threshold)
                    .sum();
        }

        @Override
        public String words() {
            String names = members.stream().map(Quorum::words).collect(Collectors.joining(", "));
            return threshold + " of (" + names + ")";
        }
    }
}
