package org.folkmoot.audit.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.testkit.Tampering.Tampered;

/** Single changes to an artefact: bits flipped, bytes swapped, doubled and cut off, lines and fields swapped. */
final class Mutations {
    private Mutations() {}

    /** {@return about so many single changes of these bytes, spread evenly over kinds and places; none is in it twice} */
    static List<Tampered> of(byte[] original, int about) {
        int step = Math.max(1, 4 * original.length / about);
        List<Tampered> mutations = new ArrayList<>();
        for (int i = 0; i < original.length; i += step) {
            byte[] flipped = original.clone();
            flipped[i] ^= (byte) (1 << (i / step % Byte.SIZE));
            mutations.add(new Tampered("a bit of byte " + i + " flipped", Bytes.of(flipped)));
            mutations.add(new Tampered("cut before byte " + i, Bytes.of(Arrays.copyOf(original, i))));
            byte[] swapped = original.clone();
            int other = original.length - 1 - i;
            swapped[i] = original[other];
            swapped[other] = original[i];
            mutations.add(new Tampered("bytes " + i + " and " + other + " swapped", Bytes.of(swapped)));
            byte[] doubled = Arrays.copyOf(original, original.length + 1);
            System.arraycopy(original, i, doubled, i + 1, original.length - i);
            mutations.add(new Tampered("byte " + i + " doubled", Bytes.of(doubled)));
        }
        return distinct(original, mutations);
    }

    /** {@return every single change of these bytes: each byte flipped, doubled and swapped, each prefix} */
    static List<Tampered> every(byte[] original) {
        return of(original, 4 * original.length);
    }

    /** {@return the bytes with each bit flipped}, for what is too short for many changes of other kinds. */
    static List<Tampered> bits(byte[] original) {
        List<Tampered> mutations = new ArrayList<>();
        for (int i = 0; i < original.length * Byte.SIZE; i++) {
            byte[] flipped = original.clone();
            flipped[i / Byte.SIZE] ^= (byte) (1 << (i % Byte.SIZE));
            mutations.add(new Tampered("bit " + i + " flipped", Bytes.of(flipped)));
        }
        return mutations;
    }

    /**
     * {@return the text with each two lines swapped, each line removed and each line doubled}
     *
     * @param kept so many lines at the end stay as they are: the order of signatures says nothing
     */
    static List<Tampered> ofLines(Bytes original, int kept) {
        String[] lines = original.utf8().split("(?<=\n)");
        List<Tampered> mutations = new ArrayList<>();
        for (int i = 0; i < lines.length - kept; i++) {
            mutations.add(joined("line " + i + " removed", lines, i, "", -1, ""));
            mutations.add(joined("line " + i + " doubled", lines, i, lines[i] + lines[i], -1, ""));
            for (int j = i + 1; j < lines.length - kept; j++) {
                mutations.add(joined("lines " + i + " and " + j + " swapped", lines, i, lines[j], j, lines[i]));
            }
        }
        return distinct(original.toByteArray(), mutations);
    }

    private static Tampered joined(String what, String[] lines, int i, String first, int j, String second) {
        String[] changed = lines.clone();
        changed[i] = first;
        if (j >= 0) {
            changed[j] = second;
        }
        return new Tampered(what, Bytes.utf8(String.join("", changed)));
    }

    private static List<Tampered> distinct(byte[] original, List<Tampered> mutations) {
        Set<Bytes> known = new HashSet<>(Set.of(Bytes.of(original)));
        return mutations.stream().filter(one -> known.add(one.bytes())).toList();
    }
}
