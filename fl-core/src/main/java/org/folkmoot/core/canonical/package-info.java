/**
 * The one byte form of everything that is hashed or signed. Start at
 * {@link org.folkmoot.core.canonical.CanonicalProgram}.
 *
 * <p>Every form is RFC 8785 JSON without floating-point numbers, or the little-endian elements of a vector. Whoever
 * hashes something of Folkmoot hashes what this package returns and nothing else.
 */
@NullMarked
package org.folkmoot.core.canonical;

import org.jspecify.annotations.NullMarked;
