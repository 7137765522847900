/**
 * Training with Deeplearning4j, several clients in one JVM. Start at {@link org.folkmoot.trainers.dl4j.Dl4jTrainer}; which
 * natives it needs and how to switch them is in the module's README.
 *
 * <p>Nothing here reads the engine's own file formats: from other parties come flat vectors only.
 */
@NullMarked
package org.folkmoot.trainers.dl4j;

import org.jspecify.annotations.NullMarked;
