/*
 * Squared distances between all pairs of n vectors, over one tile of columns after another.
 *
 * A tile of updates [n][width] is first laid out as columns [width][padded], padded to a multiple of PAIRS. A block
 * of 256 threads then owns PAIRS x PAIRS pairs over one slab of columns, and each thread 8 x 8 of them in registers:
 * four loads of 16 bytes feed 64 pairs. A slab is short, so that its float32 sum has few roundings; the sums of
 * slabs are added in double, in order. PairwiseDistances derives the error bound from exactly this order.
 */
#include "device.h"

#define PAIRS 128
#define SIDE 8

/* Lays out [rows][stride] as [width][padded]; a thread moves SIDE rows of one column. Rows beyond the last are 0. */
KERNEL THREADS(256) to_columns(const float *in, float *out, int rows, int stride, int width, int padded) {
    int64 column = GLOBAL_X;
    if (column >= width) {
        return;
    }
    int first = BLOCK_Y * SIDE;
    float4v low, high;
    UNROLL
    for (int i = 0; i < 4; i++) {
        int a = first + i, b = first + 4 + i;
        low[i] = a < rows ? in[(int64)a * stride + column] : 0.0f;
        high[i] = b < rows ? in[(int64)b * stride + column] : 0.0f;
    }
    float4v *target = (float4v *)(out + column * padded + first);
    target[0] = low;
    target[1] = high;
}

/* Where in the upper triangle of square tiles, counted row by row, a block is. */
INLINE void locate(int tile, int tiles, int *row, int *column) {
    int r = 0;
    while (tile >= tiles - r) {
        tile -= tiles - r;
        r++;
    }
    *row = r;
    *column = r + tile;
}

/* Sums over one slab of columns either (x - y)^2 or, as a yardstick of the same shape, x * y. */
INLINE void accumulate(const float *columns, int width, int padded, int slab, float *partial, int product) {
    int row, column;
    locate(BLOCK_X, padded / PAIRS, &row, &column);
    int down = THREAD_X / 16 * 4, across = THREAD_X % 16 * 4;
    int64 from = (int64)BLOCK_Y * slab;
    int count = MIN((int64)slab, width - from);
    const float *left = columns + from * padded + row * PAIRS + down;
    const float *right = columns + from * padded + column * PAIRS + across;
    float sum[SIDE][SIDE];
    UNROLL
    for (int i = 0; i < SIDE; i++) {
        UNROLL
        for (int j = 0; j < SIDE; j++) {
            sum[i][j] = 0.0f;
        }
    }
    for (int c = 0; c < count; c++) {
        float4v x[2], y[2];
        x[0] = *(const float4v *)left;
        x[1] = *(const float4v *)(left + PAIRS / 2);
        y[0] = *(const float4v *)right;
        y[1] = *(const float4v *)(right + PAIRS / 2);
        UNROLL
        for (int i = 0; i < SIDE; i++) {
            UNROLL
            for (int j = 0; j < SIDE; j++) {
                float a = x[i / 4][i % 4], b = y[j / 4][j % 4];
                float t = a - b;
                sum[i][j] = product ? FMA(a, b, sum[i][j]) : FMA(t, t, sum[i][j]);
            }
        }
        left += padded;
        right += padded;
    }
    float *target = partial + ((int64)BLOCK_Y * GRID_X + BLOCK_X) * PAIRS * PAIRS;
    UNROLL
    for (int i = 0; i < SIDE; i++) {
        float *line = target + (i / 4 * (PAIRS / 2) + down + i % 4) * PAIRS + across;
        float4v low = {sum[i][0], sum[i][1], sum[i][2], sum[i][3]};
        float4v high = {sum[i][4], sum[i][5], sum[i][6], sum[i][7]};
        *(float4v *)line = low;
        *(float4v *)(line + PAIRS / 2) = high;
    }
}

/* partial [slabs][tiles][PAIRS][PAIRS] = sums of squared differences over each slab of columns [width][padded]. */
KERNEL THREADS(256) slab_distances(const float *columns, int width, int padded, int slab, float *partial) {
    accumulate(columns, width, padded, slab, partial, 0);
}

/* The same with inner products: a matrix product in float32 without tensor cores, to know the rate of the card. */
KERNEL THREADS(256) slab_products(const float *columns, int width, int padded, int slab, float *partial) {
    accumulate(columns, width, padded, slab, partial, 1);
}

/* total [size] += partial [slabs][size], slab after slab, in double. */
KERNEL THREADS(256) add_slabs(const float *partial, int slabs, int size, double *total) {
    int64 at = GLOBAL_X;
    if (at >= size) {
        return;
    }
    double sum = total[at];
    for (int s = 0; s < slabs; s++) {
        sum += (double)partial[(int64)s * size + at];
    }
    total[at] = sum;
}

/* Copies, to know the rate of the card's memory; count in pieces of 16 bytes. */
KERNEL THREADS(256) copy_memory(const float *from, float *to, int count) {
    int64 step = (int64)GRID_X * BLOCK_SIZE;
    for (int64 i = GLOBAL_X; i < count; i += step) {
        ((float4v *)to)[i] = ((const float4v *)from)[i];
    }
}
