/**
 * Bounding what one unit contributes: in real numbers, and once more in integers.
 *
 * <p>Start reading at {@link org.folkmoot.privacy.clipping.FixedClipping}.
 */
@NullMarked
package org.folkmoot.privacy.clipping;

import org.jspecify.annotations.NullMarked;
