/** Bytes addressed by their digest; start at {@link org.folkmoot.api.storage.BlobStore}. */
@NullMarked
package org.folkmoot.api.storage;

import org.jspecify.annotations.NullMarked;
