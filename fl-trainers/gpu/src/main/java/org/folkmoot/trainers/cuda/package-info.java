/**
 * The CUDA driver, spoken to through foreign functions of Java 22 and later: no native code of ours, no dependency.
 * Start at {@link org.folkmoot.trainers.cuda.Gpu}.
 */
@NullMarked
package org.folkmoot.trainers.cuda;

import org.jspecify.annotations.NullMarked;
