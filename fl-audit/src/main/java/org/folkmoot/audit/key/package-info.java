/**
 * Keys that sign what goes into the log, and envelopes that carry the signatures.
 *
 * <p>Start reading at {@link org.folkmoot.audit.key.Signatures} (checks a signature) and
 * {@link org.folkmoot.audit.key.Dsse} (makes an envelope); {@link org.folkmoot.audit.key.KeyFiles} keeps keys between
 * runs. The arithmetic is Bouncy Castle's, called directly, so that results do not depend on installed providers.
 */
@NullMarked
package org.folkmoot.audit.key;

import org.jspecify.annotations.NullMarked;
