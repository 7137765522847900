package org.folkmoot.secure.crypto;

/** GF(2^8) by tables, for what everybody knows: the points of shares. Powers of the generator 3. */
final class PublicField {
    private static final int ORDER = 255;
    private static final int[] POWERS = new int[2 * ORDER];
    private static final int[] LOGARITHMS = new int[ORDER + 1];

    static {
        int power = 1;
        for (int i = 0; i < ORDER; i++) {
            POWERS[i] = power;
            POWERS[i + ORDER] = power;
            LOGARITHMS[power] = i;
            power = (int) (Shamir.times(power, 2) ^ power);
        }
    }

    private PublicField() {}

    static int times(int a, int b) {
        return a == 0 || b == 0 ? 0 : POWERS[LOGARITHMS[a] + LOGARITHMS[b]];
    }

    static int inverse(int a) {
        if (a == 0) {
            throw new ArithmeticException("inverse: of 0 (expected: 1 to 255)");
        }
        return POWERS[ORDER - LOGARITHMS[a]];
    }
}
