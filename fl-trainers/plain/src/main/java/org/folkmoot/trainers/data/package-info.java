/**
 * Labelled examples for the trainers: reading, scaling, and splitting them between clients. Start at
 * {@link org.folkmoot.trainers.data.Dataset}.
 */
@NullMarked
package org.folkmoot.trainers.data;

import org.jspecify.annotations.NullMarked;
