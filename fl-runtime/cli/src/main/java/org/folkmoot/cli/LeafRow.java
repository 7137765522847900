package org.folkmoot.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;

/**
 * One leaf as a line of a table.
 *
 * @param index its place in the log
 * @param hash its RFC 6962 hash
 * @param leaf what it says, unverified
 */
record LeafRow(long index, Digest hash, LogLeaf leaf) {
    private static final List<String> HEAD =
            List.of("leaf", "kind", "round", "outcome", "clients", "accuracy", "model", "remarks");
    private static final String ACCURACY = "accuracy";
    private static final int ACCURACY_DIGITS = 4;
    private static final int LONGEST_NUMBER = 40;

    static LeafRow of(long index, Bytes bytes) throws InvalidProofException {
        try {
            return new LeafRow(index, LeafCodec.hash(bytes), LeafCodec.parseUnverified(bytes));
        } catch (InvalidLeafException e) {
            throw Failures.malformed("leaf " + index, e);
        }
    }

    /** {@return a table of these rows, each column as wide as it must be} */
    static List<String> table(List<LeafRow> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        rows.forEach(row -> lines.add(row.cells()));
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return lines.stream().map(line -> aligned(line, widths)).toList();
    }

    private static String aligned(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private List<String> cells() {
        if (leaf instanceof RoundLeaf round) {
            return List.of(
                    Long.toString(index),
                    kind(),
                    attempt(round),
                    outcome(round),
                    round.participants().included() + "/" + round.participants().invited(),
                    accuracy(round),
                    round.model().after().abbreviated(),
                    remarks(round));
        }
        LeafKind kind = LeafKind.of(leaf);
        return List.of(
                Long.toString(index),
                kind.word(),
                kind.round().map(String::valueOf).orElse("-"),
                "-",
                "-",
                "-",
                kind.model().map(Digest::abbreviated).orElse("-"),
                kind.about());
    }

    private String kind() {
        return LeafKind.of(leaf).word();
    }

    private static String attempt(RoundLeaf round) {
        return round.attempt().round() + "." + round.attempt().attempt();
    }

    private static String outcome(RoundLeaf round) {
        return round.isCommitted() ? "committed" : "abandoned";
    }

    private static String accuracy(RoundLeaf round) {
        return round.evaluation().stream()
                .filter(measured -> measured.metric().equals(ACCURACY))
                .map(measured -> rounded(measured.value()))
                .findFirst()
                .orElse("-");
    }

    private static String rounded(String number) {
        return number.length() > LONGEST_NUMBER
                ? number.substring(0, LONGEST_NUMBER)
                : new BigDecimal(number)
                        .setScale(ACCURACY_DIGITS, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static String remarks(RoundLeaf round) {
        List<String> remarks = new ArrayList<>();
        if (!round.reason().isEmpty()) {
            remarks.add(round.reason());
        }
        Map<RejectionReason, Integer> rejected = round.participants().rejected();
        if (!rejected.isEmpty()) {
            remarks.add("rejected: "
                    + rejected.entrySet().stream()
                            .map(reason ->
                                    reason.getValue() + " " + reason.getKey().word())
                            .collect(Collectors.joining(", ")));
        }
        return remarks.isEmpty() ? "-" : String.join("; ", remarks);
    }

    JsonObject toJson() {
        JsonObjectBuilder json =
                Json.object().put("index", index).put("kind", kind()).put("hash", hash.hex());
        if (leaf instanceof RoundLeaf round) {
            put(round, json);
        } else {
            LeafKind kind = LeafKind.of(leaf);
            kind.round().ifPresent(round -> json.put("round", round));
            kind.model().ifPresent(model -> json.put("model", model.hex()));
            json.put("about", kind.about());
        }
        return json.build();
    }

    private static void put(RoundLeaf round, JsonObjectBuilder json) {
        JsonObjectBuilder rejected = Json.object();
        round.participants().rejected().forEach((reason, count) -> rejected.put(reason.word(), count));
        JsonObjectBuilder measured = Json.object();
        round.evaluation().stream()
                .collect(Collectors.toMap(
                        RoundLeaf.Measurement::metric, RoundLeaf.Measurement::value, (first, second) -> first))
                .forEach(measured::put);
        json.put("round", round.attempt().round())
                .put("attempt", round.attempt().attempt())
                .put("outcome", outcome(round))
                .put("reason", round.reason())
                .put("invited", round.participants().invited())
                .put("included", round.participants().included())
                .put("rejected", rejected.build())
                .put("evaluation", measured.build())
                .put("model", round.model().after().hex());
    }
}
