/**
 * Nothing to read here: this artifact only names what a complete federation needs. Start with the
 * package {@code org.folkmoot.engine}.
 */
@NullMarked
package org.folkmoot.starter;

import org.jspecify.annotations.NullMarked;
