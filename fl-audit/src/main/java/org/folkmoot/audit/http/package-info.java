/**
 * Questions to strangers over HTTP that end within a bound of time and memory; start at
 * {@link org.folkmoot.audit.http.BoundedHttp}.
 */
@NullMarked
package org.folkmoot.audit.http;

import org.jspecify.annotations.NullMarked;
