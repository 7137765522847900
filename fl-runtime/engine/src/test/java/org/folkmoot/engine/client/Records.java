package org.folkmoot.engine.client;

import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.member.Member;

/** Records as a coordinator writes them, true or not. */
final class Records {
    static final RecordSet NONE = RecordSet.of(List.of());
    private static final Digest SALT = Digest.sha256(new byte[] {9});

    private Records() {}

    static RecordSet of(ClientRecord... records) {
        return RecordSet.of(List.of(records));
    }

    static ClientRecord included(SignedStatement signed) {
        return ClientRecord.included(signed, SALT);
    }

    static ClientRecord rejected(SignedStatement signed, RejectionReason reason) {
        return ClientRecord.rejected(signed.statement().pseudonym(), reason, SALT, signed);
    }

    static ClientRecord rejected(Ed25519Key client, RejectionReason reason) {
        return ClientRecord.rejected(
                Member.of(Rogue.FEDERATION, client.publicKey()).pseudonym(), reason, SALT);
    }
}
