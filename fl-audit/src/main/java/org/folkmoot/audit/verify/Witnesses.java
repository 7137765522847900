package org.folkmoot.audit.verify;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;

/**
 * The witnesses that were counted: all trusted ones that cosigned the checkpoint.
 *
 * @param required with how few the rule can be met
 * @param trusted how many could cosign
 * @param rule which of them are enough, in words
 * @param counted those who did
 */
public record Witnesses(int required, int trusted, String rule, List<Cosigned> counted) {
    /** Copies the list. */
    public Witnesses {
        counted = List.copyOf(counted);
    }

    /**
     * One cosignature that holds.
     *
     * @param name the witness's name, as the trusted key has it
     * @param time when it says that it cosigned
     */
    public record Cosigned(String name, Instant time) {}

    /** {@return what was counted, in plain words} */
    String line() {
        String names = counted.stream()
                .map(one -> one.name() + " (says: at " + one.time() + ")")
                .collect(Collectors.joining(", "));
        return "  Cosigned by " + counted.size() + " of the " + trusted + " witnesses that you trust, required: " + rule
                + (names.isEmpty() ? "" : "; these did: " + names);
    }

    JsonObject toJson() {
        List<Json> each = counted.stream()
                .map(one -> (Json) Json.object()
                        .put("name", one.name())
                        .put("time", one.time().getEpochSecond())
                        .build())
                .toList();
        return Json.object()
                .put("required", required)
                .put("rule", rule)
                .put("trusted", trusted)
                .put("counted", Json.array(each))
                .build();
    }
}
