/*
 * Mini-batch SGD of many virtual clients on one data set, one thread for each client.
 *
 * All that a client owns is stored with the client as the last index, so that neighbouring threads touch neighbouring
 * memory. The arithmetic is that of the plain trainer, term by term in the same order, without fused multiply-adds:
 * sums run over inputs, outputs and examples upwards. The one difference is `exponential`, which may round its last
 * bits otherwise than StrictMath.exp does. A batch goes through in tiles of TILE examples.
 */
#include "device.h"

#define TILE 8
#define OUTPUTS 4

/* What a thread works on: pointers are to the client's first element, `clients` is the step to the next one. */
struct work {
    const float *features;
    const int *labels;
    const int *widths;
    int layers;
    int64 clients;
    float *weights;
    float *gradient;
    float *activations;
    float *deltas;
    float rate;
    float decay;
};

/* Inputs of a layer: example b, input i is at of[b][i * step]. */
struct inputs {
    const float *of[TILE];
    int64 step;
};

/*
 * exp(x) for x <= 0: x = k ln 2 + r with |r| <= ln 2 / 2, the Taylor sum of r to degree 13 (its rest is below
 * 5e-18), times 2^k in two steps so that small results lose no bits before their time. NaN stays NaN.
 */
INLINE double exponential(double x) {
    if (x < -746.0) {
        return 0.0;
    }
    double scaled = x * 1.4426950408889634;
    int k = (int)(scaled - 0.5);
    double r = (x - k * 0x1.62e42fefa0000p-1) - k * 0x1.cf79abc9e3b3ap-40;
    double sum = 1.0 / 6227020800.0;
    const double factors[13] = {1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0,
                                1.0 / 5040.0,      1.0 / 720.0,      1.0 / 120.0,     1.0 / 24.0,     1.0 / 6.0,
                                0.5,               1.0,              1.0};
    UNROLL
    for (int i = 0; i < 13; i++) {
        sum = sum * r + factors[i];
    }
    int half = k / 2;
    int64 first = (int64)(half + 1023) << 52, second = (int64)(k - half + 1023) << 52;
    double a, b;
    __builtin_memcpy(&a, &first, 8);
    __builtin_memcpy(&b, &second, 8);
    return sum * a * b;
}

INLINE struct inputs inputs_of(const struct work *w, const int *examples, int64 unit, int layer) {
    struct inputs in;
    UNROLL
    for (int b = 0; b < TILE; b++) {
        in.of[b] = layer == 0 ? w->features + (int64)examples[b] * w->widths[0]
                              : w->activations + (unit * TILE + b) * w->clients;
    }
    in.step = layer == 0 ? 1 : TILE * w->clients;
    return in;
}

/* y = W x + b, rectified but for the last layer. `at` is the layer's first parameter, `unit` its first output. */
INLINE void forward(const struct work *w, const struct inputs *in, int layer, int64 at, int64 unit) {
    int ins = w->widths[layer], outs = w->widths[layer + 1];
    const float *weights = w->weights + at * w->clients, *bias = weights + (int64)ins * outs * w->clients;
    for (int o = 0; o < outs; o += OUTPUTS) {
        float sum[OUTPUTS][TILE];
        UNROLL
        for (int q = 0; q < OUTPUTS; q++) {
            float start = bias[MIN(o + q, outs - 1) * w->clients];
            UNROLL
            for (int b = 0; b < TILE; b++) {
                sum[q][b] = start;
            }
        }
        for (int i = 0; i < ins; i++) {
            float x[TILE];
            UNROLL
            for (int b = 0; b < TILE; b++) {
                x[b] = in->of[b][i * in->step];
            }
            UNROLL
            for (int q = 0; q < OUTPUTS; q++) {
                float weight = weights[((int64)MIN(o + q, outs - 1) * ins + i) * w->clients];
                UNROLL
                for (int b = 0; b < TILE; b++) {
                    sum[q][b] = sum[q][b] + x[b] * weight;
                }
            }
        }
        UNROLL
        for (int q = 0; q < OUTPUTS; q++) {
            UNROLL
            for (int b = 0; b < TILE; b++) {
                float y = sum[q][b];
                float kept = layer + 1 < w->layers && y <= 0.0f ? 0.0f : y;
                if (o + q < outs) {
                    w->activations[((unit + o + q) * TILE + b) * w->clients] = kept;
                }
            }
        }
    }
}

/* Loss gradients by the logits, times scale; examples beyond n have none. */
INLINE void softmax(const struct work *w, const int *examples, int n, double scale, int64 unit) {
    int classes = w->widths[w->layers];
    for (int b = 0; b < TILE; b++) {
        const float *logits = w->activations + (unit * TILE + b) * w->clients;
        float *target = w->deltas + (unit * TILE + b) * w->clients;
        int64 step = TILE * w->clients;
        double greatest = (double)logits[0], sum = 0.0;
        for (int j = 1; j < classes; j++) {
            double logit = (double)logits[j * step];
            greatest = logit > greatest || logit != logit ? logit : greatest;
        }
        for (int j = 0; j < classes; j++) {
            sum += exponential((double)logits[j * step] - greatest);
        }
        for (int j = 0; j < classes; j++) {
            double p = exponential((double)logits[j * step] - greatest) / sum;
            double difference = j == w->labels[examples[b]] ? p - 1.0 : p;
            target[j * step] = b < n ? (float)(difference * scale) : 0.0f;
        }
    }
}

/* Passes loss gradients of a layer's outputs on to its inputs, where these were not rectified away. */
INLINE void backward(const struct work *w, int layer, int64 at, int64 unit, int64 before) {
    int ins = w->widths[layer], outs = w->widths[layer + 1];
    for (int i = 0; i < ins; i++) {
        float sum[TILE];
        UNROLL
        for (int b = 0; b < TILE; b++) {
            sum[b] = 0.0f;
        }
        for (int o = 0; o < outs; o++) {
            float weight = w->weights[(at + (int64)o * ins + i) * w->clients];
            UNROLL
            for (int b = 0; b < TILE; b++) {
                sum[b] = sum[b] + w->deltas[((unit + o) * TILE + b) * w->clients] * weight;
            }
        }
        UNROLL
        for (int b = 0; b < TILE; b++) {
            int64 place = ((before + i) * TILE + b) * w->clients;
            w->deltas[place] = w->activations[place] > 0.0f ? sum[b] : 0.0f;
        }
    }
}

/* Keeps the gradient of one parameter for the next tile of the batch or, after the last, moves the parameter. */
INLINE void settle(const struct work *w, int64 parameter, float gradient, int last) {
    int64 place = parameter * w->clients;
    if (last) {
        float weight = w->weights[place];
        float slope = w->decay != 0.0f ? gradient + w->decay * weight : gradient;
        w->weights[place] = weight + -w->rate * slope;
    } else {
        w->gradient[place] = gradient;
    }
}

/* Adds what the tile contributes to a layer's gradient, from zero if it is the first of its batch. */
INLINE void learn(
    const struct work *w, const struct inputs *in, int layer, int64 at, int64 unit, int first, int last) {
    int ins = w->widths[layer], outs = w->widths[layer + 1];
    for (int o = 0; o < outs; o += OUTPUTS) {
        float d[OUTPUTS][TILE];
        UNROLL
        for (int q = 0; q < OUTPUTS; q++) {
            UNROLL
            for (int b = 0; b < TILE; b++) {
                d[q][b] = w->deltas[((unit + MIN(o + q, outs - 1)) * TILE + b) * w->clients];
            }
        }
        for (int i = 0; i <= ins; i++) {
            float x[TILE];
            UNROLL
            for (int b = 0; b < TILE; b++) {
                x[b] = i < ins ? in->of[b][i * in->step] : 1.0f;
            }
            UNROLL
            for (int q = 0; q < OUTPUTS; q++) {
                if (o + q < outs) {
                    int64 parameter = at + (i < ins ? (int64)(o + q) * ins + i : (int64)ins * outs + o + q);
                    float sum = first ? 0.0f : w->gradient[parameter * w->clients];
                    UNROLL
                    for (int b = 0; b < TILE; b++) {
                        sum = sum + x[b] * d[q][b];
                    }
                    settle(w, parameter, sum, last);
                }
            }
        }
    }
}

/* One tile of a batch: n examples forward, back and into the gradient. */
INLINE void tile(const struct work *w, const int *examples, int n, double scale, int first, int last) {
    int64 at = 0, unit = 0;
    for (int layer = 0; layer < w->layers; layer++) {
        struct inputs in = inputs_of(w, examples, unit - w->widths[layer], layer);
        forward(w, &in, layer, at, unit);
        at += ((int64)w->widths[layer] + 1) * w->widths[layer + 1];
        unit += w->widths[layer + 1];
    }
    unit -= w->widths[w->layers];
    softmax(w, examples, n, scale, unit);
    for (int layer = w->layers - 1; layer >= 0; layer--) {
        at -= ((int64)w->widths[layer] + 1) * w->widths[layer + 1];
        int64 before = unit - w->widths[layer];
        if (layer > 0) {
            backward(w, layer, at, unit, before);
        }
        struct inputs in = inputs_of(w, examples, before, layer);
        learn(w, &in, layer, at, unit, first, last);
        unit = before;
    }
}

/*
 * Runs `epochs` passes for each client. order [epochs * most][clients] names the examples of a client in the order of
 * its visits; of each pass only the first counts[client] stand. weights and gradient are [parameters][clients],
 * activations and deltas [sum of widths but the first][TILE][clients].
 */
KERNEL THREADS(128) train(
    const float *features, const int *labels, const int *order, const int *counts, int most, const int *widths,
    int layers, int clients, int epochs, int batch, float rate, float decay, float *weights, float *gradient,
    float *activations, float *deltas) {
    int64 client = GLOBAL_X;
    if (client >= clients) {
        return;
    }
    struct work w = {features,          labels,           widths,        layers, clients, weights + client,
                     gradient + client, activations + client, deltas + client, rate,   decay};
    int count = counts[client];
    for (int epoch = 0; epoch < epochs; epoch++) {
        for (int from = 0; from < count; from += batch) {
            int size = MIN(batch, count - from);
            for (int done = 0; done < size; done += TILE) {
                int examples[TILE];
                UNROLL
                for (int b = 0; b < TILE; b++) {
                    int64 visit = (int64)epoch * most + from + MIN(done + b, size - 1);
                    examples[b] = order[visit * clients + client];
                }
                int n = MIN(TILE, size - done);
                tile(&w, examples, n, 1.0 / size, done == 0, done + TILE >= size);
            }
        }
    }
}

/* Gives every client the same parameters: weights [parameters][clients] = model [parameters]. */
KERNEL THREADS(128) broadcast(const float *model, int parameters, int clients, float *weights) {
    int64 client = GLOBAL_X;
    if (client >= clients) {
        return;
    }
    for (int64 p = BLOCK_Y; p < parameters; p += GRID_Y) {
        weights[p * clients + client] = model[p];
    }
}

/*
 * sums [parameters][lanes] += weights [parameters][clients] times counts [clients], in double; a lane takes every
 * lanes-th client, upwards.
 */
KERNEL THREADS(128) sum_clients(
    const float *weights, const int *counts, int parameters, int clients, int lanes, double *sums) {
    int64 lane = GLOBAL_X;
    if (lane >= lanes) {
        return;
    }
    for (int64 p = BLOCK_Y; p < parameters; p += GRID_Y) {
        double sum = sums[p * lanes + lane];
        for (int64 client = lane; client < clients; client += lanes) {
            sum += (double)counts[client] * (double)weights[p * clients + client];
        }
        sums[p * lanes + lane] = sum;
    }
}
