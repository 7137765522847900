#!/usr/bin/env bash
# Compiles the kernels to PTX text, which the jar carries: run it after every change here, and commit what it writes.
# Needs clang 14 or newer, no CUDA toolkit. Where a ptxas is on the path or in $PTXAS, it also assembles the text
# for several generations of cards and shows registers and spills.
set -euo pipefail
cd "$(dirname "$0")"

target=../src/main/resources/org/folkmoot/trainers/cuda
clang=${CLANG:-$(command -v clang || command -v clang-14 || true)}
if [[ -z "$clang" ]]; then
    echo "no clang found: set CLANG or install it (Debian: apt-get install clang)" >&2
    exit 1
fi

awk -v sizes="16 32 52 64 128" -f networks.awk > networks.inc

mkdir -p "$target"
for name in distances order simulation; do
    # sm_70 is the least that has all that is used; a driver makes machine code for whatever card it finds.
    "$clang" -x cuda --cuda-device-only --cuda-gpu-arch=sm_70 -nocudainc -nocudalib \
        -O3 -ffp-contract=off -S "$name.cu" -o - | sed -e '/^\/\//d' -e '/^[[:space:]]*\/\//d' -e '/^$/d' > "$target/$name.ptx"
    cat device.h networks.inc "$name.cu" | sha256sum | cut -d ' ' -f 1 > "$target/$name.source.sha256"
done

ptxas=${PTXAS:-$(command -v ptxas || true)}
if [[ -n "$ptxas" ]]; then
    for name in distances order simulation; do
        for arch in 75 80 90 100; do
            "$ptxas" -v -arch="sm_$arch" "$target/$name.ptx" -o /dev/null 2>&1 |
                grep -E 'Compiling|Used|spill' |
                sed -E "s/^.*entry function '([a-z_0-9]+)' for '(sm_[0-9]+)'.*/\1 \2/; s/^ptxas info *: //" |
                paste -d ' ' - - - |
                sed -E 's/ +/ /g; s/, used 0 barriers.*//'
        done
    done
fi
