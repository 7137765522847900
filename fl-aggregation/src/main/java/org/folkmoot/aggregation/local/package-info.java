/**
 * What clients do beyond plain training; start at {@link org.folkmoot.aggregation.local.Proximal}, the shortest rule, and
 * {@link org.folkmoot.aggregation.local.PersonalGroups}, which keeps parameters at home.
 */
@NullMarked
package org.folkmoot.aggregation.local;

import org.jspecify.annotations.NullMarked;
