package org.folkmoot.audit.leaf;

import org.folkmoot.audit.member.SignedNotice;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/** The predicate of a member's notice: the very bytes that the member signed, and its signature. */
final class NoticePredicate {
    private NoticePredicate() {}

    static JsonObject write(NoticeLeaf leaf) {
        return Json.object()
                .put("federation", StatementCodec.federation(leaf.federation(), leaf.previous()))
                .put("notice", leaf.notice().toJson())
                .put("signature", leaf.notice().signature().hex())
                .build();
    }

    static NoticeLeaf read(JsonObject json) throws MalformedJsonException {
        json.requireOnly("federation", "notice", "signature");
        SignedNotice notice = SignedNotice.fromJson(json.object("notice"), Fields.hex(json, "signature"));
        return new NoticeLeaf(StatementCodec.federationId(json), StatementCodec.previous(json), notice);
    }
}
