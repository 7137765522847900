/**
 * Secure collections, coordinated: start reading at {@code SecureCollection}. The protocol itself is in {@code
 * org.folkmoot.secure}; here its messages are carried, its leaves are written, and its end becomes that of an attempt.
 */
@NullMarked
package org.folkmoot.engine.secure;

import org.jspecify.annotations.NullMarked;
