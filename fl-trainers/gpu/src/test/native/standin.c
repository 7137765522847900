/*
 * A driver library without a card: it exports what Driver.java calls, keeps "device" memory in the heap under
 * addresses that no host pointer has, and runs the kernels' own source one thread after another. It is stricter than
 * a driver where that finds mistakes: copies must lie within one allocation; an allocation ends at a page that nobody
 * may touch, so a kernel that reads or writes more than 15 bytes beyond it ends the process; the bytes before that page
 * are checked when it is freed; and the PTX text given must declare the kernel with as many parameters as the source
 * has and allow as many threads as it is launched with.
 *
 * standin_* functions are for the test alone: they set what the card is, make the next call of a name fail, and count
 * what was not given back.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define STAND_IN
#include "distances.cu"
#include "order.cu"
#include "simulation.cu"
#include "launches.h"

#define EXPORT __attribute__((visibility("default")))
#define INVALID_VALUE 1
#define OUT_OF_MEMORY 2
#define NO_DEVICE 100
#define INVALID_PTX 218
#define NOT_FOUND 500
#define ILLEGAL_ADDRESS 700
#define LAUNCH_OUT_OF_RESOURCES 701

#define BLOCKS 256
#define PAGE 65536
#define ALIGNMENT 16
#define PATTERN 0x5a

struct block {
    uint64_t address;
    size_t size, mapped;
    unsigned char *start, *bytes;
};
struct module {
    char *text;
};
struct function {
    const struct launch *launch;
    int threads;
};

static struct block blocks[BLOCKS];
static struct function functions[64];
static int function_count, devices = 1, capability = 90, modules, registered, events, contexts, damaged;
static uint64_t memory = 64ull << 20, next_address = 1ull << 46;
static char failing[64];
static int failing_code, failing_after;

#define FAIL_IF_TOLD                                                     \
    if (strcmp(failing, __func__) == 0 && failing_after-- == 0) {        \
        failing[0] = 0;                                                  \
        return failing_code;                                             \
    }

EXPORT int standin_card(int count, int major_minor, uint64_t bytes) {
    devices = count;
    capability = major_minor;
    memory = bytes;
    return 0;
}

EXPORT int standin_fail(const char *name, int code, int after) {
    snprintf(failing, sizeof failing, "%s", name);
    failing_code = code;
    failing_after = after;
    return 0;
}

/* What was taken and not given back, and what was written beyond its end. */
EXPORT int standin_left_over(void) {
    int left = modules + registered + events + contexts + 1000 * damaged;
    for (int i = 0; i < BLOCKS; i++) {
        left += blocks[i].address != 0;
    }
    return left;
}

/* The kernels' exponential function, of each value. */
EXPORT int standin_exponential(double *values, int count) {
    for (int i = 0; i < count; i++) {
        values[i] = exponential(values[i]);
    }
    return 0;
}

static uint64_t used(void) {
    uint64_t sum = 0;
    for (int i = 0; i < BLOCKS; i++) {
        sum += blocks[i].address ? blocks[i].size : 0;
    }
    return sum;
}

/* The host's view of device memory, or null where it does not lie within one allocation. */
static void *view(uint64_t address, size_t size) {
    for (int i = 0; i < BLOCKS; i++) {
        struct block *b = &blocks[i];
        if (b->address && address >= b->address && address + size <= b->address + b->size) {
            return b->bytes + (address - b->address);
        }
    }
    return NULL;
}

EXPORT int cuInit(unsigned flags) {
    FAIL_IF_TOLD
    return flags ? INVALID_VALUE : devices ? 0 : NO_DEVICE;
}

EXPORT int cuDriverGetVersion(int *version) {
    *version = 13000;
    return 0;
}

EXPORT int cuDeviceGetCount(int *count) {
    *count = devices;
    return 0;
}

EXPORT int cuDeviceGet(int *device, int ordinal) {
    *device = ordinal;
    return ordinal < devices ? 0 : 101;
}

EXPORT int cuDeviceGetName(char *name, int size, int device) {
    snprintf(name, (size_t)size, "Stand-in %d", device);
    return 0;
}

EXPORT int cuDeviceGetAttribute(int *value, int attribute, int device) {
    (void)device;
    *value = attribute == 75 ? capability / 10 : attribute == 76 ? capability % 10 : attribute == 16 ? 4 : 0;
    return 0;
}

EXPORT int cuDevicePrimaryCtxRetain(uint64_t *context, int device) {
    FAIL_IF_TOLD
    *context = (uint64_t)device + 1;
    contexts++;
    return 0;
}

EXPORT int cuDevicePrimaryCtxRelease_v2(int device) {
    (void)device;
    contexts--;
    return 0;
}

EXPORT int cuCtxSetCurrent(uint64_t context) {
    return context <= 16 ? 0 : 201;
}

EXPORT int cuCtxSynchronize(void) {
    FAIL_IF_TOLD
    return 0;
}

EXPORT int cuMemGetInfo_v2(size_t *free_bytes, size_t *total) {
    *free_bytes = memory - used();
    *total = memory;
    return 0;
}

EXPORT int cuMemAlloc_v2(uint64_t *address, size_t size) {
    FAIL_IF_TOLD
    if (size == 0 || size > memory - used()) {
        return size == 0 ? INVALID_VALUE : OUT_OF_MEMORY;
    }
    for (int i = 0; i < BLOCKS; i++) {
        if (!blocks[i].address) {
            size_t mapped = (size + PAGE - 1) / PAGE * PAGE;
            unsigned char *start =
                mmap(NULL, mapped + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            if (start == MAP_FAILED || mprotect(start + mapped, PAGE, PROT_NONE) != 0) {
                return OUT_OF_MEMORY;
            }
            unsigned char *bytes = start + mapped - (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            memset(bytes, 0xcd, size);
            memset(bytes + size, PATTERN, (size_t)(start + mapped - (bytes + size)));
            blocks[i] = (struct block){next_address, size, mapped, start, bytes};
            next_address += (size + 0xfffff) & ~0xfffffull;
            *address = blocks[i].address;
            return 0;
        }
    }
    return OUT_OF_MEMORY;
}

EXPORT int cuMemFree_v2(uint64_t address) {
    for (int i = 0; i < BLOCKS; i++) {
        struct block *b = &blocks[i];
        if (b->address && b->address == address) {
            for (unsigned char *at = b->bytes + b->size; at < b->start + b->mapped; at++) {
                damaged += *at != PATTERN;
            }
            munmap(b->start, b->mapped + PAGE);
            b->address = 0;
            return 0;
        }
    }
    return INVALID_VALUE;
}

EXPORT int cuMemHostRegister_v2(void *host, size_t size, unsigned flags) {
    (void)host, (void)size, (void)flags;
    FAIL_IF_TOLD
    registered++;
    return 0;
}

EXPORT int cuMemHostUnregister(void *host) {
    (void)host;
    registered--;
    return 0;
}

EXPORT int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t size, uint64_t stream) {
    (void)stream;
    FAIL_IF_TOLD
    void *target = view(to, size);
    if (!target) {
        return INVALID_VALUE;
    }
    memcpy(target, from, size);
    return 0;
}

EXPORT int cuMemcpyDtoHAsync_v2(void *to, uint64_t from, size_t size, uint64_t stream) {
    (void)stream;
    FAIL_IF_TOLD
    void *source = view(from, size);
    if (!source) {
        return INVALID_VALUE;
    }
    memcpy(to, source, size);
    return 0;
}

EXPORT int cuMemsetD8Async(uint64_t to, unsigned char value, size_t size, uint64_t stream) {
    (void)stream;
    void *target = view(to, size);
    if (!target) {
        return INVALID_VALUE;
    }
    memset(target, value, size);
    return 0;
}

EXPORT int cuModuleLoadDataEx(uint64_t *module, const char *text, unsigned count, const int *options, void **values) {
    FAIL_IF_TOLD
    if (strncmp(text, ".version", 8) != 0) {
        if (count == 2 && options[0] == 5 && options[1] == 6) {
            snprintf(values[0], (size_t)values[1], "ptxas application ptx input, line 1; fatal: Missing .version");
        }
        return INVALID_PTX;
    }
    struct module *m = malloc(sizeof *m);
    m->text = strdup(text);
    *module = (uint64_t)(uintptr_t)m;
    modules++;
    return 0;
}

EXPORT int cuModuleUnload(uint64_t module) {
    struct module *m = (struct module *)(uintptr_t)module;
    free(m->text);
    free(m);
    modules--;
    return 0;
}

EXPORT int cuModuleGetFunction(uint64_t *function, uint64_t module, const char *name) {
    char head[96];
    snprintf(head, sizeof head, ".entry %s(", name);
    const char *entry = strstr(((struct module *)(uintptr_t)module)->text, head);
    for (const struct launch *l = launches; entry && l->name; l++) {
        if (strcmp(l->name, name) == 0) {
            int parameters = 0;
            const char *end = strchr(entry + strlen(head), ')');
            for (const char *p = entry; (p = strstr(p, ".param")) && p < end; p++) {
                parameters++;
            }
            if (parameters != l->parameters) {
                return INVALID_PTX;
            }
            functions[function_count] = (struct function){l, atoi(strstr(end, ".maxntid") + 8)};
            *function = (uint64_t)++function_count;
            function_count %= 63;
            return 0;
        }
    }
    return NOT_FOUND;
}

EXPORT int cuLaunchKernel(
    uint64_t function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared,
    uint64_t stream, void **parameters, void **extra) {
    (void)stream;
    FAIL_IF_TOLD
    const struct function *f = &functions[function - 1];
    if (!gx || !gy || gy > 65535 || gz != 1 || by != 1 || bz != 1 || shared || extra) {
        return INVALID_VALUE;
    }
    if (bx > (unsigned)f->threads) {
        return LAUNCH_OUT_OF_RESOURCES;
    }
    block_size = (struct place){(int)bx, 1};
    grid_size = (struct place){(int)gx, (int)gy};
    for (block_at.y = 0; block_at.y < (int)gy; block_at.y++) {
        for (block_at.x = 0; block_at.x < (int)gx; block_at.x++) {
            for (thread_at.x = 0; thread_at.x < (int)bx; thread_at.x++) {
                if (!f->launch->run(parameters, view)) {
                    return ILLEGAL_ADDRESS;
                }
            }
        }
    }
    return 0;
}

EXPORT int cuEventCreate(uint64_t *event, unsigned flags) {
    (void)flags;
    *event = (uint64_t)++events;
    return 0;
}

EXPORT int cuEventDestroy_v2(uint64_t event) {
    (void)event;
    events--;
    return 0;
}

EXPORT int cuEventRecord(uint64_t event, uint64_t stream) {
    (void)event, (void)stream;
    return 0;
}

EXPORT int cuEventSynchronize(uint64_t event) {
    (void)event;
    FAIL_IF_TOLD
    return 0;
}

/* Time that nobody measured: a millisecond between any two events. */
EXPORT int cuEventElapsedTime(float *milliseconds, uint64_t from, uint64_t to) {
    (void)from, (void)to;
    *milliseconds = 1.0f;
    return 0;
}
