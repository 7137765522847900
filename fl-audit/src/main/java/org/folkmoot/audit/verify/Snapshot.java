package org.folkmoot.audit.verify;

import org.folkmoot.api.audit.SignedCheckpoint;

/**
 * The log as it is verified.
 *
 * @param checkpoint where it ends
 * @param witnesses who cosigned that
 * @param isExtended whether the folder holds more, which is not looked at
 */
record Snapshot(SignedCheckpoint checkpoint, Witnesses witnesses, boolean isExtended) {}
