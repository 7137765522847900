package org.folkmoot.audit.authority;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * The approvals that a leaf carries, sorted by key, each key once.
 *
 * @param list at most {@value #MAX}
 */
public record Approvals(List<Approval> list) {
    /** Most approvals in one leaf; keeps it below the limit of the log. */
    public static final int MAX = 64;

    /** Rejects too many, unsorted and repeated ones. */
    public Approvals {
        list = List.copyOf(list);
        if (list.size() > MAX) {
            throw new IllegalArgumentException("approvals: " + list.size() + " (expected: <= " + MAX + ")");
        }
        for (int i = 1; i < list.size(); i++) {
            if (Approval.BY_KEY.compare(list.get(i - 1).key(), list.get(i).key()) >= 0) {
                throw new IllegalArgumentException(
                        "approvals: " + list.get(i).key().hex() + " (expected: sorted by key, each once)");
            }
        }
    }

    /** {@return no approvals} */
    public static Approvals none() {
        return new Approvals(List.of());
    }

    /** {@return these approvals, sorted} */
    public static Approvals of(List<Approval> approvals) {
        return new Approvals(approvals.stream()
                .sorted(Comparator.comparing(Approval::key, Approval.BY_KEY))
                .toList());
    }

    /**
     * Returns if they are what this authority asks for; each of them must hold and count, not only so many.
     *
     * @param proposal what is approved
     * @param authority who has to
     * @param isMember whether a key is a member's now
     * @throws UnauthorisedException in every other case
     */
    public void verify(Proposal proposal, Authorities.Authority authority, Predicate<Bytes> isMember)
            throws UnauthorisedException {
        int needed = authority.by() == Authorities.Body.COORDINATOR ? 0 : authority.threshold();
        if (needed == 0 && !list.isEmpty()) {
            throw new UnauthorisedException(list.size() + " approvals (expected: none, it is the coordinator's)");
        }
        if (list.size() < needed) {
            throw new UnauthorisedException(
                    list.size() + " approvals (expected: " + needed + " of " + Fields.word(authority.by()) + ")");
        }
        byte[] message = proposal.signingMessage();
        for (Approval approval : list) {
            boolean counts = authority.by() == Authorities.Body.KEYS
                    ? authority.keys().contains(approval.key())
                    : isMember.test(approval.key());
            if (!counts) {
                throw new UnauthorisedException("approval by key "
                        + approval.key().hex() + " (expected: one of " + Fields.word(authority.by()) + ")");
            }
            verify(approval, message);
        }
    }

    private static void verify(Approval approval, byte[] message) throws UnauthorisedException {
        try {
            Signatures.verify(Signatures.ED25519, approval.key(), message, approval.signature());
        } catch (InvalidSignatureException e) {
            throw new UnauthorisedException(
                    "approval by key " + approval.key().hex() + ": its signature is not under this proposal", e);
        }
    }

    /** {@return them as JSON: an array of {@code {"key","signature"}}} */
    public JsonArray toJson() {
        return Json.array(list.stream().map(Approval::toJson).toList());
    }

    /** {@return the approvals in this array} */
    public static Approvals fromJson(JsonArray json) throws MalformedJsonException {
        List<Approval> approvals = new ArrayList<>();
        for (JsonObject each : json.objects()) {
            approvals.add(Approval.fromJson(each));
        }
        try {
            return new Approvals(approvals);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException("approvals: " + e.getMessage(), e);
        }
    }
}
