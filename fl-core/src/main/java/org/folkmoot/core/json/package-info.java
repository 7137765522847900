/**
 * JSON that has exactly one byte form: what is hashed and signed is built here, and what comes from others is read
 * here.
 *
 * <p>Start reading at {@link org.folkmoot.core.json.Json}; {@link org.folkmoot.core.json.Jcs} writes,
 * {@link org.folkmoot.core.json.StrictJson} reads. There are no floating-point numbers: a fraction is a decimal string.
 */
@NullMarked
package org.folkmoot.core.json;

import org.jspecify.annotations.NullMarked;
