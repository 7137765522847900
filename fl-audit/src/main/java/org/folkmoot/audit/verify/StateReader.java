package org.folkmoot.audit.verify;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.json.MalformedJsonException;

/** Reads states from disclosed inputs and holds them against the digests in the log. */
final class StateReader {
    private final Inputs inputs;
    private final ParameterLayout layout;

    StateReader(Inputs inputs, ParameterLayout layout) {
        this.inputs = inputs;
        this.layout = layout;
    }

    /** Checks that the state is of this model and that its parts are whole; {@return whether all were disclosed} */
    boolean check(Digest state, Digest model, String where) throws InvalidProofException {
        Optional<CanonicalState> descriptor = descriptor(state, model, where);
        if (descriptor.isEmpty()) {
            inputs.check(model);
            return false;
        }
        boolean whole = inputs.check(model);
        for (Digest slot : descriptor.get().slots().values()) {
            whole &= inputs.check(slot);
        }
        return whole;
    }

    /** {@return the whole state} */
    RoundState load(Digest state, Digest model, String where) throws InvalidProofException {
        CanonicalState descriptor = descriptor(state, model, where).orElseThrow(() -> missing("state", state, where));
        ParameterVector parameters = vector("model", descriptor.model(), where);
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        for (Map.Entry<String, Digest> slot : descriptor.slots().entrySet()) {
            slots.put(slot.getKey(), vector("slot " + slot.getKey(), slot.getValue(), where));
        }
        return new RoundState(parameters, slots);
    }

    private Optional<CanonicalState> descriptor(Digest state, Digest model, String where) throws InvalidProofException {
        Optional<byte[]> bytes = inputs.read(state);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        CanonicalState descriptor;
        try {
            descriptor = CanonicalState.parse(bytes.get());
        } catch (MalformedJsonException e) {
            throw new InvalidProofException(
                    FailureKind.MODEL_TAMPERED, where, "state " + state + ": " + e.getMessage(), e);
        }
        if (!descriptor.model().equals(model)) {
            throw new InvalidProofException(
                    FailureKind.MODEL_TAMPERED,
                    where,
                    "state " + state + " is of model " + descriptor.model() + " (expected: " + model + ")");
        }
        return Optional.of(descriptor);
    }

    private ParameterVector vector(String what, Digest digest, String where) throws InvalidProofException {
        byte[] bytes = inputs.read(digest).orElseThrow(() -> missing(what, digest, where));
        try {
            return ParameterVector.fromBytes(layout, bytes);
        } catch (IllegalArgumentException e) {
            throw new InvalidProofException(
                    FailureKind.NOT_REPLAYABLE, where, what + " " + digest + ": " + e.getMessage(), e);
        }
    }

    private static InvalidProofException missing(String what, Digest digest, String where) {
        return new InvalidProofException(
                FailureKind.NOT_DISCLOSED, where, what + " " + digest + " is not among the inputs");
    }
}
