/* How the stand-in starts each kernel: parameters arrive as the driver gets them, pointers to values. */
typedef void *(*viewer)(uint64_t address, size_t size);

struct launch {
    const char *name;
    int parameters;
    int (*run)(void **parameters, viewer view);
};

/* A pointer parameter must lie in some allocation; a kernel that goes too far meets the page behind it. */
#define P(i) view(*(uint64_t *)parameters[i], 1)
#define I(i) (*(int *)parameters[i])
#define F(i) (*(float *)parameters[i])
#define RUN(name) static int run_##name(void **parameters, viewer view)
#define NEED(i)    \
    if (!P(i)) {   \
        return 0;  \
    }

RUN(to_columns) {
    NEED(0) NEED(1)
    to_columns(P(0), P(1), I(2), I(3), I(4), I(5));
    return 1;
}

RUN(slab_distances) {
    NEED(0) NEED(4)
    slab_distances(P(0), I(1), I(2), I(3), P(4));
    return 1;
}

RUN(slab_products) {
    NEED(0) NEED(4)
    slab_products(P(0), I(1), I(2), I(3), P(4));
    return 1;
}

RUN(add_slabs) {
    NEED(0) NEED(3)
    add_slabs(P(0), I(1), I(2), P(3));
    return 1;
}

RUN(copy_memory) {
    NEED(0) NEED(1)
    copy_memory(P(0), P(1), I(2));
    return 1;
}

#define RUN_MEDIAN(name)                        \
    RUN(name) {                                 \
        NEED(0) NEED(4)                         \
        name(P(0), I(1), I(2), I(3), P(4));     \
        return 1;                               \
    }
RUN_MEDIAN(median_16)
RUN_MEDIAN(median_32)
RUN_MEDIAN(median_52)
RUN_MEDIAN(median_64)
RUN_MEDIAN(median_any)

#define RUN_TRIMMED(name)                           \
    RUN(name) {                                     \
        NEED(0) NEED(5)                             \
        name(P(0), I(1), I(2), I(3), I(4), P(5));   \
        return 1;                                   \
    }
RUN_TRIMMED(trimmed_32)
RUN_TRIMMED(trimmed_64)
RUN_TRIMMED(trimmed_128)
RUN_TRIMMED(trimmed_any)

RUN(train) {
    NEED(0) NEED(1) NEED(2) NEED(3) NEED(5) NEED(12) NEED(13) NEED(14) NEED(15)
    train(P(0), P(1), P(2), P(3), I(4), P(5), I(6), I(7), I(8), I(9), F(10), F(11), P(12), P(13), P(14), P(15));
    return 1;
}

RUN(broadcast) {
    NEED(0) NEED(3)
    broadcast(P(0), I(1), I(2), P(3));
    return 1;
}

RUN(sum_clients) {
    NEED(0) NEED(1) NEED(5)
    sum_clients(P(0), P(1), I(2), I(3), I(4), P(5));
    return 1;
}

#define LAUNCH(name, count) {#name, count, run_##name}
static const struct launch launches[] = {
    LAUNCH(to_columns, 6),  LAUNCH(slab_distances, 5), LAUNCH(slab_products, 5), LAUNCH(add_slabs, 4),
    LAUNCH(copy_memory, 3), LAUNCH(median_16, 5),      LAUNCH(median_32, 5),     LAUNCH(median_52, 5),
    LAUNCH(median_64, 5),   LAUNCH(median_any, 5),     LAUNCH(trimmed_32, 6),    LAUNCH(trimmed_64, 6),
    LAUNCH(trimmed_128, 6), LAUNCH(trimmed_any, 6),    LAUNCH(train, 16),        LAUNCH(broadcast, 4),
    LAUNCH(sum_clients, 6), {NULL, 0, NULL},
};
