/**
 * Bytes that survive a crash: what has been forced is there after {@code kill -9} or a power cut, and what is damaged
 * is told, not returned.
 *
 * <p>Start reading at {@link org.folkmoot.core.storage.Journal} (what was about to happen) and
 * {@link org.folkmoot.core.storage.FolderBlobStore} (large content by digest);
 * {@link org.folkmoot.core.storage.FolderLock} keeps a second process out of the folder that holds them.
 */
@NullMarked
package org.folkmoot.core.storage;

import org.jspecify.annotations.NullMarked;
