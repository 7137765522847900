/**
 * Who takes part, and what that does to privacy: the same object draws the cohort and constructs the event, so none is claimed
 * that was not enforced.
 *
 * <p>Start reading at {@link org.folkmoot.privacy.participation.SecretParticipation}.
 */
@NullMarked
package org.folkmoot.privacy.participation;

import org.jspecify.annotations.NullMarked;
