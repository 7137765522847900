/**
 * Drives rounds: what the coordinator does between the draw of a cohort and the proof in the log. Start at
 * {@link org.folkmoot.engine.run.Coordinator}.
 */
@NullMarked
package org.folkmoot.engine.run;

import org.jspecify.annotations.NullMarked;
