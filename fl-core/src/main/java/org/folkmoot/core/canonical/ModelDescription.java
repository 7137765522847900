package org.folkmoot.core.canonical;

import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;

/** The bytes of {@code model.json}: what the parameters beside it mean and where they come from. */
public final class ModelDescription {
    private ModelDescription() {}

    /** {@return the canonical description of the model that a round committed} */
    public static byte[] bytes(FederationId federation, int round, Digest model, ParameterLayout layout) {
        return Jcs.encode(Json.object()
                .put("federation", federation.value())
                .put("round", round)
                .put("model", model.hex())
                .put("layout", CanonicalLayout.toJson(layout))
                .build());
    }
}
