/**
 * Rules that withstand a number of arbitrary updates; each says how many, and what it costs. Start at
 * {@link org.folkmoot.aggregation.robust.CoordinateMedian}, the plainest, or at
 * {@link org.folkmoot.aggregation.robust.GeometricMedian} and {@link org.folkmoot.aggregation.robust.CenteredClipping}, which
 * together with {@link org.folkmoot.aggregation.filter.Bucketing} hold up best where clients' data differ (Karimireddy et
 * al. 2022).
 */
@NullMarked
package org.folkmoot.aggregation.robust;

import org.jspecify.annotations.NullMarked;
