package org.folkmoot.core.canonical;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonInteger;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;

/** The JSON form of a parameter layout. */
public final class CanonicalLayout {
    private CanonicalLayout() {}

    /** {@return the layout as JSON} */
    public static JsonObject toJson(ParameterLayout layout) {
        List<Json> blocks = new ArrayList<>();
        for (ParameterBlock block : layout.blocks()) {
            List<Json> shape = new ArrayList<>();
            block.shape().forEach(extent -> shape.add(new JsonInteger(extent)));
            blocks.add(Json.object()
                    .put("name", block.name())
                    .put("shape", Json.array(shape))
                    .put("group", block.group())
                    .put("role", Fields.word(block.role()))
                    .build());
        }
        return Json.object()
                .put("elementType", Fields.word(layout.elementType()))
                .put("blocks", Json.array(blocks))
                .build();
    }

    /**
     * {@return the layout that this JSON describes}
     *
     * @throws MalformedJsonException if it describes none
     */
    public static ParameterLayout fromJson(JsonObject json) throws MalformedJsonException {
        json.requireOnly("elementType", "blocks");
        ElementType type = Fields.constant(ElementType.class, json.string("elementType"));
        List<ParameterBlock> blocks = new ArrayList<>();
        for (Json block : json.array("blocks").elements()) {
            blocks.add(block(Fields.object(block)));
        }
        return Rejections.malformedUnlessValid(() -> new ParameterLayout(type, blocks));
    }

    private static ParameterBlock block(JsonObject json) throws MalformedJsonException {
        json.requireOnly("name", "shape", "group", "role");
        String name = json.string("name");
        List<Integer> shape = shape(json.array("shape"));
        String group = json.string("group");
        ParameterRole role = Fields.constant(ParameterRole.class, json.string("role"));
        return Rejections.malformedUnlessValid(() -> new ParameterBlock(name, shape, group, role));
    }

    private static List<Integer> shape(JsonArray json) throws MalformedJsonException {
        List<Integer> shape = new ArrayList<>();
        for (Json extent : json.elements()) {
            if (!(extent instanceof JsonInteger integer)) {
                throw new MalformedJsonException("shape: " + extent.kind() + " (expected: integers)");
            }
            shape.add(Rejections.malformedUnlessValid(() -> Math.toIntExact(integer.value())));
        }
        return shape;
    }
}
