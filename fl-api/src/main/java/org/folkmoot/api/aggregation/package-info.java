/** How contributions become a new model; start at {@link org.folkmoot.api.aggregation.LinearQuery}. */
@NullMarked
package org.folkmoot.api.aggregation;

import org.jspecify.annotations.NullMarked;
