/**
 * Signed notes: short texts with signature lines that people can read and other implementations can check, and the
 * checkpoints that logs and witnesses write in that form.
 *
 * <p>Start reading at {@link org.folkmoot.audit.note.Checkpoints} (what a log says of itself) and
 * {@link org.folkmoot.audit.note.SignedNote} (the form); {@link org.folkmoot.audit.note.VerifierKey} is what a verifier
 * brings along.
 */
@NullMarked
package org.folkmoot.audit.note;

import org.jspecify.annotations.NullMarked;
