/**
 * Who may put what on record, and how those who may show that they agreed.
 *
 * <p>Start reading at {@link org.folkmoot.audit.authority.Authorities} (what the charter says), then
 * {@link org.folkmoot.audit.authority.Proposal} (what is agreed to) and
 * {@link org.folkmoot.audit.authority.Approvals} (by whom).
 */
@NullMarked
package org.folkmoot.audit.authority;

import org.jspecify.annotations.NullMarked;
