/** Costs of single mechanisms, by JMH. Start at {@link org.folkmoot.benchmarks.micro.MicroBenchmarks}. */
@NullMarked
package org.folkmoot.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
