/**
 * Signatures over released models that tools of others can check, in the form of OpenSSF Model Signing v1.0.
 *
 * <p>Start reading at {@link org.folkmoot.audit.release.ModelManifest} (what is signed) and
 * {@link org.folkmoot.audit.release.ModelSignature} (the bundle).
 */
@NullMarked
package org.folkmoot.audit.release;

import org.jspecify.annotations.NullMarked;
