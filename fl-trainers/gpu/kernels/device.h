/*
 * What kernels may use. They are written in the common part of C and CUDA: no shared memory, no barriers, no
 * warp operations, so that the very same source runs on a card and, compiled by any C compiler with STAND_IN
 * defined, one thread after another in the tests. There is no fused multiply-add but where FMA is written.
 */
#ifndef FOLKMOOT_DEVICE_H
#define FOLKMOOT_DEVICE_H

typedef float float4v __attribute__((vector_size(16)));
typedef long long int64;
typedef unsigned long long uint64;

#define FMA(a, b, c) __builtin_fmaf(a, b, c)
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

#ifdef STAND_IN
#define KERNEL static void
#define INLINE static inline
#define THREADS(n)
#define UNROLL
struct place {
    int x, y;
};
static struct place thread_at, block_at, block_size, grid_size;
#define THREAD_X thread_at.x
#define BLOCK_X block_at.x
#define BLOCK_Y block_at.y
#define BLOCK_SIZE block_size.x
#define GRID_X grid_size.x
#define GRID_Y grid_size.y
#else
#define KERNEL extern "C" __attribute__((global)) void
#define INLINE static __attribute__((device)) __attribute__((always_inline)) inline
#define THREADS(n) __attribute__((launch_bounds(n)))
#define UNROLL _Pragma("unroll")
#define THREAD_X ((int)__nvvm_read_ptx_sreg_tid_x())
#define BLOCK_X ((int)__nvvm_read_ptx_sreg_ctaid_x())
#define BLOCK_Y ((int)__nvvm_read_ptx_sreg_ctaid_y())
#define BLOCK_SIZE ((int)__nvvm_read_ptx_sreg_ntid_x())
#define GRID_X ((int)__nvvm_read_ptx_sreg_nctaid_x())
#define GRID_Y ((int)__nvvm_read_ptx_sreg_nctaid_y())
#endif

/* The number of this thread along x, over all blocks. */
#define GLOBAL_X ((int64)BLOCK_X * BLOCK_SIZE + THREAD_X)

#endif
