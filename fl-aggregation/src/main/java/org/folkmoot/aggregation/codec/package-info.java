/**
 * Smaller updates; start at {@link org.folkmoot.aggregation.codec.Codecs} or at a codec:
 * {@link org.folkmoot.aggregation.codec.FixedStep}, {@link org.folkmoot.aggregation.codec.RandomK},
 * {@link org.folkmoot.aggregation.codec.TopK}.
 */
@NullMarked
package org.folkmoot.aggregation.codec;

import org.jspecify.annotations.NullMarked;
