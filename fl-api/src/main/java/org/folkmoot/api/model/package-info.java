/** Flat parameter vectors and their layout; start at {@link org.folkmoot.api.model.ParameterVector}. */
@NullMarked
package org.folkmoot.api.model;

import org.jspecify.annotations.NullMarked;
