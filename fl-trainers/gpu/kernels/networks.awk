# Writes Batcher's odd-even merge exchange networks (Knuth, TAOCP vol. 3, 5.2.2, algorithm M) as C macros:
# SORT_n(X) expands to X(i, j) for every comparator, i < j, the smaller value to go to i.
function network(n,    t, p, q, r, d, i) {
    printf "#define SORT_%d(X)", n
    for (t = 1; t < n; t *= 2) {}
    for (p = t / 2; p >= 1; p = int(p / 2)) {
        q = t / 2; r = 0; d = p
        while (1) {
            printf " \\\n   "
            for (i = 0; i + d < n; i++) {
                if (int(i / p) % 2 == r / p) printf " X(%d,%d)", i, i + d
            }
            if (q == p) break
            d = q - p; q /= 2; r = p
        }
    }
    printf "\n\n"
}
BEGIN {
    print "/* Written by build.sh from networks.awk; change that one. */"
    count = split(sizes, size, " ")
    for (k = 1; k <= count; k++) network(size[k])
}
