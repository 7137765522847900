package org.folkmoot.audit.proof;

import java.util.List;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The ledger does not prove what it claims: the first thing found wrong, in the order of the log. */
public final class InvalidProofException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String where;
    private final String detail;

    /** Says what kind of thing is wrong, where, and what was found and expected. */
    public InvalidProofException(FailureKind kind, String where, String detail) {
        this(kind, where, detail, null);
    }

    /** Says what kind of thing is wrong, where, and what was found and expected, with the cause. */
    public InvalidProofException(FailureKind kind, String where, String detail, @Nullable Throwable cause) {
        super(kind.word() + " at " + where + ": " + detail, cause);
        this.kind = kind;
        this.where = where;
        this.detail = detail;
    }

    /** {@return what kind of thing is wrong} */
    public FailureKind kind() {
        return kind;
    }

    /** {@return the place: a leaf, a round, a file} */
    public String where() {
        return where;
    }

    /** {@return what was found and what was expected} */
    public String detail() {
        return detail;
    }

    /** {@return the answer in plain words, line by line, with what to do} */
    public List<String> lines() {
        return List.of(
                "✗ NOT VERIFIED: " + kind.meaning() + ".",
                "  Where: " + where,
                "  Found: " + detail,
                "  What to do: " + kind.advice(),
                "  (" + kind.word() + ", exit code " + kind.exitCode() + ")");
    }

    /** {@return the answer for programs} */
    public JsonObject toJson() {
        return Json.object()
                .put("verified", false)
                .put("failure", kind.word())
                .put("exitCode", kind.exitCode())
                .put("where", where)
                .put("detail", detail)
                .put("advice", kind.advice())
                .build();
    }
}
