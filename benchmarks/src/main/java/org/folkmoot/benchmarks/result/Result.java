package org.folkmoot.benchmarks.result;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * What one benchmark came to.
 *
 * @param id short, also the name of its file
 * @param title what was done, in words
 * @param machine on what
 * @param figures what was measured
 * @param remarks what a reader must know beside it, such as a peer that was not installed
 */
public record Result(String id, String title, Machine machine, List<Figure> figures, List<String> remarks) {
    /** Copies the lists and rejects ids that are no file names. */
    public Result {
        if (!id.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("id: " + id + " (expected: lower case letters, digits, hyphens)");
        }
        figures = List.copyOf(figures);
        remarks = List.copyOf(remarks);
    }

    /** {@return the result as JSON} */
    public JsonObject toJson() {
        JsonObjectBuilder machineJson = Json.object();
        machine.facts().forEach(machineJson::put);
        return Json.object()
                .put("id", id)
                .put("title", title)
                .put("machine", machineJson.build())
                .put("figures", Json.array(figures.stream().map(Figure::toJson).toList()))
                .put("remarks", Json.strings(remarks))
                .build();
    }

    /**
     * {@return the result that this JSON describes}
     *
     * @throws MalformedJsonException if it describes none
     */
    public static Result fromJson(JsonObject json) throws MalformedJsonException {
        json.requireOnly("id", "title", "machine", "figures", "remarks");
        SortedMap<String, String> facts = new TreeMap<>();
        JsonObject machine = json.object("machine");
        for (String name : machine.members().keySet()) {
            facts.put(name, machine.string(name));
        }
        List<Figure> figures = new ArrayList<>();
        for (JsonObject figure : json.array("figures").objects()) {
            figures.add(Figure.fromJson(figure));
        }
        List<String> remarks = json.array("remarks").strings();
        return new Result(json.string("id"), json.string("title"), new Machine(facts), figures, remarks);
    }
}
