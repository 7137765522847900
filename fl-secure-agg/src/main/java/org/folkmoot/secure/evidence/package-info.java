/**
 * What a secure sum leaves behind, and how an auditor checks it. Start reading at {@link
 * org.folkmoot.secure.evidence.SecureEvidence}.
 *
 * <p>Public, in leaves: the roots of roster and survivors and their counts. Private, for an auditor: the masked inputs and
 * {@link org.folkmoot.secure.evidence.SecureEvidence}, which is the coordinator's own view of the round. Nothing here shows one
 * client's input.
 */
@NullMarked
package org.folkmoot.secure.evidence;

import org.jspecify.annotations.NullMarked;
