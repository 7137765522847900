/**
 * Who belongs to a federation, and what members say for themselves.
 *
 * <p>Start reading at {@link org.folkmoot.audit.member.Registry} (who they are) and
 * {@link org.folkmoot.audit.member.MemberNotice} (what they may put on record about themselves). The bytes are specified in
 * {@code docs/spec/round-proof.md}.
 */
@NullMarked
package org.folkmoot.audit.member;

import org.jspecify.annotations.NullMarked;
