package org.folkmoot.secure.message;

import java.util.List;
import org.folkmoot.api.Digest;

/**
 * Whose inputs are summed, with proof for one client that its own is.
 *
 * @param survivors who survived
 * @param ownPath proof that the client's entry is at its place
 */
public record SurvivorsMessage(Survivors survivors, List<Digest> ownPath) {
    /** Copies the path. */
    public SurvivorsMessage {
        ownPath = List.copyOf(ownPath);
    }

    /** {@return the message of these bytes} */
    public static SurvivorsMessage decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(
                bytes,
                MessageKind.SURVIVORS,
                in -> new SurvivorsMessage(new Survivors(in.indexSet(), in.digest()), in.path()));
    }

    /** {@return the bytes} */
    public byte[] encode() {
        IndexSet places = survivors.places();
        int size = Integer.BYTES + IndexSet.bytesFor(places.range()) + Digest.BYTES + WireWriter.sizeOf(ownPath);
        return WireWriter.of(MessageKind.SURVIVORS, size)
                .indexSet(places)
                .digest(survivors.entries())
                .path(ownPath)
                .end();
    }
}
