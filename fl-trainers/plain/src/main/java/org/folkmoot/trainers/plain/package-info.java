/**
 * Training in plain Java that gives the same bits on every machine and JVM: the referee of the other trainers. Start at
 * {@link org.folkmoot.trainers.plain.PlainModel}.
 */
@NullMarked
package org.folkmoot.trainers.plain;

import org.jspecify.annotations.NullMarked;
