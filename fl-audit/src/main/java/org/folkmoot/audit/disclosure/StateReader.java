package org.folkmoot.audit.disclosure;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.json.MalformedJsonException;

/** Reads states from disclosed inputs and holds them against the digests in the log. */
public final class StateReader {
    /** Longest descriptor of a state, in bytes. */
    static final int MAX_DESCRIPTOR_BYTES = 1 << 16;

    private final Inputs inputs;
    private final ParameterLayout layout;

    /** Reads states of models of this layout. */
    public StateReader(Inputs inputs, ParameterLayout layout) {
        this.inputs = inputs;
        this.layout = layout;
    }

    /** Checks that the state is of this model and that its parts are whole; {@return whether all were disclosed} */
    public boolean check(Digest state, Digest model, String where) throws InvalidProofException {
        Optional<CanonicalState> descriptor = descriptor(state, model, where);
        if (descriptor.isEmpty()) {
            inputs.checkExactly(model, layout.bytes());
            return false;
        }
        boolean whole = inputs.checkExactly(model, layout.bytes());
        for (CanonicalState.Slot slot : descriptor.get().slots().values()) {
            whole &= inputs.checkExactly(slot.vector(), slot.layout().bytes());
        }
        return whole;
    }

    /** {@return the whole state} */
    RoundState load(Digest state, Digest model, String where) throws InvalidProofException {
        CanonicalState descriptor = descriptor(state, model, where).orElseThrow(() -> missing("state", state, where));
        ParameterVector parameters = vector("model", descriptor.model(), layout, where);
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        for (Map.Entry<String, CanonicalState.Slot> slot : descriptor.slots().entrySet()) {
            CanonicalState.Slot named = slot.getValue();
            slots.put(slot.getKey(), vector("slot " + slot.getKey(), named.vector(), named.layout(), where));
        }
        return new RoundState(parameters, slots);
    }

    private Optional<CanonicalState> descriptor(Digest state, Digest model, String where) throws InvalidProofException {
        Optional<byte[]> bytes = inputs.read(state, MAX_DESCRIPTOR_BYTES);
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

    private ParameterVector vector(String what, Digest digest, ParameterLayout form, String where)
            throws InvalidProofException {
        return VectorFiles.read(inputs, form, digest, where).orElseThrow(() -> missing(what, digest, where));
    }

    private static InvalidProofException missing(String what, Digest digest, String where) {
        return new InvalidProofException(
                FailureKind.NOT_DISCLOSED, where, what + " " + digest + " is not among the inputs");
    }
}
