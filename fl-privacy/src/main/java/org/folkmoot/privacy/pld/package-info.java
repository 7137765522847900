/**
 * Privacy loss distributions: the tightest bound for sampled Gaussian noise, and for mixtures of rounds that differ.
 *
 * <p>Start reading at {@link org.folkmoot.privacy.pld.PldAccountant}, whose essay explains the parts.
 */
@NullMarked
package org.folkmoot.privacy.pld;

import org.jspecify.annotations.NullMarked;
