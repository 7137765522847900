/** What clients do beyond plain training; start at {@link org.folkmoot.aggregation.local.PersonalGroups}. */
@NullMarked
package org.folkmoot.aggregation.local;

import org.jspecify.annotations.NullMarked;
