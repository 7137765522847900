/*
 * Coordinate-wise median and trimmed mean of n updates, one thread for each coordinate.
 *
 * Values are compared as integers in the order of Float.compare, but that NaNs with the sign bit are least: so the
 * result depends on nothing but the values, whatever they are. Up to 128 updates are sorted in registers by a network
 * (networks.inc); more are selected from by counting, three bits of the rank's key at a time.
 */
#include "device.h"
#include "networks.inc"

#define LEAST ((int)0x80000000)
#define GREATEST 0x7fffffff

INLINE int key_of(float value) {
    int bits;
    __builtin_memcpy(&bits, &value, 4);
    return bits ^ ((bits >> 31) & 0x7fffffff);
}

INLINE float value_of(int key) {
    int bits = key ^ ((key >> 31) & 0x7fffffff);
    float value;
    __builtin_memcpy(&value, &bits, 4);
    return value;
}

#define EXCHANGE_IN(v, i, j)       \
    {                              \
        int low = MIN(v[i], v[j]); \
        v[j] = MAX(v[i], v[j]);    \
        v[i] = low;                \
    }
/* The key of update i of which the first `sure` are there, or what fills its place; a load that is always done needs
 * no branch. */
#define FILLED(i, sure, filling) \
    ((i) < (sure) ? key_of(in[(int64)(i)*stride]) : fill(key_of(in[(int64)MIN(i, n - 1) * stride]), (i) < n, filling))

#define EXCHANGE_A(i, j) EXCHANGE_IN(a, i, j)
#define EXCHANGE_B(i, j) EXCHANGE_IN(b, i, j)

INLINE int fill(int key, int there, int filling) {
    return there ? key : filling;
}

/*
 * The median of up to 2 * half updates, more than `sure`. Both halves are sorted; the middle ones of all are then the
 * greatest of the lesser and the least of the greater of a[i] and b[half - 1 - i]. What is missing is filled up with
 * greatest and least values in turns, which leaves the middle where it is.
 */
#define MEDIAN(half, sure)                                                                 \
    KERNEL THREADS(128)                                                                    \
        median_##half(const float *in, int n, int stride, int width, double *out) {        \
        int64 column = GLOBAL_X;                                                           \
        if (column >= width) {                                                             \
            return;                                                                        \
        }                                                                                  \
        in += column;                                                                      \
        int a[half], b[half];                                                              \
        UNROLL                                                                             \
        for (int i = 0; i < half; i++) {                                                   \
            a[i] = FILLED(i, sure, (i - n) % 2 ? LEAST : GREATEST);                        \
        }                                                                                  \
        UNROLL                                                                             \
        for (int j = 0; j < half; j++) {                                                   \
            int i = j + half;                                                              \
            b[j] = FILLED(i, sure, (i - n) % 2 ? LEAST : GREATEST);                        \
        }                                                                                  \
        SORT_##half(EXCHANGE_A) SORT_##half(EXCHANGE_B)                                    \
        int lower = LEAST, upper = GREATEST;                                               \
        UNROLL                                                                             \
        for (int i = 0; i < half; i++) {                                                   \
            int least = MIN(a[i], b[half - 1 - i]), greatest = MAX(a[i], b[half - 1 - i]); \
            lower = MAX(lower, least);                                                     \
            upper = MIN(upper, greatest);                                                  \
        }                                                                                  \
        double middle = (double)value_of(lower);                                           \
        out[column] = n % 2 ? middle : (middle + (double)value_of(upper)) * 0.5;           \
    }

MEDIAN(16, 1)
MEDIAN(32, 32)
MEDIAN(52, 64)
MEDIAN(64, 104)

/* The mean of what is left of up to `size` updates without the `cut` least and the `cut` greatest, summed upwards. */
#define TRIMMED(size, sure)                                                                   \
    KERNEL THREADS(128)                                                                       \
        trimmed_##size(const float *in, int n, int stride, int width, int cut, double *out) { \
        int64 column = GLOBAL_X;                                                              \
        if (column >= width) {                                                                \
            return;                                                                           \
        }                                                                                     \
        in += column;                                                                         \
        int a[size];                                                                          \
        UNROLL                                                                                \
        for (int i = 0; i < size; i++) {                                                      \
            a[i] = FILLED(i, sure, GREATEST);                                                 \
        }                                                                                     \
        SORT_##size(EXCHANGE_A)                                                               \
        double sum = 0.0;                                                                     \
        UNROLL                                                                                \
        for (int i = 0; i < size; i++) {                                                      \
            if (i >= cut && i < n - cut) {                                                    \
                sum += (double)value_of(a[i]);                                                \
            }                                                                                 \
        }                                                                                     \
        out[column] = sum / (double)(n - 2 * cut);                                            \
    }

TRIMMED(32, 1)
TRIMMED(64, 32)
TRIMMED(128, 64)

/*
 * The key of 0-based rank among n <= 65535. Each pass counts the values that share the leading bits found so far by
 * their next bits, in eight counters of 16 bits each.
 */
INLINE int key_of_rank(const float *in, int n, int stride, int rank) {
    unsigned int prefix = 0;
    UNROLL
    for (int shift = 30; shift >= 0; shift -= 3) {
        uint64 low = 0, high = 0;
        for (int i = 0; i < n; i++) {
            unsigned int key = (unsigned int)key_of(in[(int64)i * stride]) ^ 0x80000000u;
            unsigned int digit = (key >> shift) & 7;
            uint64 one = (shift == 30 || (key >> shift) >> 3 == prefix) ? (uint64)1 << ((digit & 3) * 16) : 0;
            low += digit < 4 ? one : 0;
            high += digit < 4 ? 0 : one;
        }
        unsigned int digit = 0;
        int count = (int)(low & 0xffff);
        while (rank >= count) {
            rank -= count;
            digit++;
            count = (int)((digit < 4 ? low : high) >> ((digit & 3) * 16) & 0xffff);
        }
        prefix = prefix << 3 | digit;
    }
    return (int)(prefix ^ 0x80000000u);
}

/* The median of 1 to 65535 updates. */
KERNEL THREADS(128) median_any(const float *in, int n, int stride, int width, double *out) {
    int64 column = GLOBAL_X;
    if (column >= width) {
        return;
    }
    in += column;
    double middle = (double)value_of(key_of_rank(in, n, stride, (n - 1) / 2));
    if (n % 2 == 0) {
        middle = (middle + (double)value_of(key_of_rank(in, n, stride, n / 2))) * 0.5;
    }
    out[column] = middle;
}

/*
 * The trimmed mean of 1 to 65535 updates. The values strictly between the two at the cuts are summed in the order of
 * the updates; those at the cuts come last, each times its number. So the last bits are not those of an upward sum.
 */
KERNEL THREADS(128) trimmed_any(const float *in, int n, int stride, int width, int cut, double *out) {
    int64 column = GLOBAL_X;
    if (column >= width) {
        return;
    }
    in += column;
    int least = key_of_rank(in, n, stride, cut), greatest = key_of_rank(in, n, stride, n - 1 - cut);
    double sum = 0.0;
    int below = 0, between = 0, atLeast = 0;
    for (int i = 0; i < n; i++) {
        int key = key_of(in[(int64)i * stride]);
        below += key < least;
        atLeast += key == least;
        if (key > least && key < greatest) {
            sum += (double)value_of(key);
            between++;
        }
    }
    int kept = n - 2 * cut;
    int first = least == greatest ? kept : MIN(kept, below + atLeast - cut);
    int last = kept - first - between;
    sum += first > 0 ? (double)first * (double)value_of(least) : 0.0;
    sum += last > 0 ? (double)last * (double)value_of(greatest) : 0.0;
    out[column] = least == greatest ? (double)value_of(least) : sum / (double)kept;
}
