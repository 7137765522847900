package org.folkmoot.trainers.data;

import java.util.Arrays;

/** Growing lists of positions, one per client, while a partition is made. */
final class ClientPiles {
    private final int[][] piles;
    private final int[] sizes;

    ClientPiles(int clients) {
        piles = new int[clients][4];
        sizes = new int[clients];
    }

    void add(int client, int position) {
        if (sizes[client] == piles[client].length) {
            piles[client] = Arrays.copyOf(piles[client], 2 * sizes[client]);
        }
        piles[client][sizes[client]++] = position;
    }

    /** Moves the newest positions of whoever holds most, the first among equals, to those who hold too few. */
    void topUp(int minimum) {
        for (int client = 0; client < piles.length; client++) {
            while (sizes[client] < minimum) {
                int richest = richest();
                add(client, piles[richest][--sizes[richest]]);
            }
        }
    }

    private int richest() {
        int richest = 0;
        for (int client = 1; client < sizes.length; client++) {
            if (sizes[client] > sizes[richest]) {
                richest = client;
            }
        }
        return richest;
    }

    Partition toPartition() {
        int[][] exact = new int[piles.length][];
        for (int client = 0; client < exact.length; client++) {
            exact[client] = Arrays.copyOf(piles[client], sizes[client]);
        }
        return Partition.adopt(exact);
    }
}
