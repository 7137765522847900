#!/usr/bin/env bash
# Packs what the GPU figures need on a machine that has a driver and nothing else: a stripped Java, our jar with the
# kernels in it, and a script that runs them. Usage: pack.sh FOLDER [piece size, at most and by default 64M]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:?usage: pack.sh FOLDER [PIECE SIZE]}
piece=${2:-64M}

java=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
version=$("$java/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java\.specification\.version = //p')
if ((${version%%.*} < 22)); then
    echo "JAVA_HOME: Java $version (expected: 22 or newer)" >&2
    exit 1
fi

jar=$root/benchmarks/target/benchmarks.jar
if [[ ! -f "$jar" || -n "$(find "$root" -name '*.java' -newer "$jar" -path '*/main/*' -print -quit)" ]]; then
    (cd "$root" && JAVA_HOME=$java mvn -ntp -q -DskipTests -pl benchmarks -am package)
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bundle=$work/folkmoot-gpu
mkdir -p "$bundle"
"$java/bin/jlink" --add-modules java.base,java.logging,java.management,jdk.management,jdk.unsupported \
    --strip-debug --no-man-pages --no-header-files --output "$bundle/java"
cp "$jar" "$bundle/benchmarks.jar"

mkdir -p "$out"
rm -f "$out"/folkmoot-gpu.tar.gz.*
tar -C "$work" -c folkmoot-gpu | gzip -9 | split -b "$piece" - "$out/folkmoot-gpu.tar.gz."
cat > "$out/run.sh" << 'RUN'
#!/bin/sh
# Joins and unpacks the pieces beside this script and takes the figures. Arguments go to RunAll, such as --quick.
set -eu
cd "$(dirname "$0")"
cat folkmoot-gpu.tar.gz.* | gzip -d | tar -x
cd folkmoot-gpu
java/bin/java -cp benchmarks.jar org.folkmoot.benchmarks.RunAll "$@" gpu-distances gpu-median gpu-simulation
for id in gpu-distances gpu-median gpu-simulation; do
    grep -h -E '"(Ran on a card|Did not run on a card)' benchmarks/results/$id.json \
        benchmarks/target/results-quick/$id.json 2> /dev/null || true
done
RUN
chmod +x "$out/run.sh"
ls -l "$out"
