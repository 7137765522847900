package org.folkmoot.secure.message;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;

/**
 * What neighbours confirmed, and that the log holds it.
 *
 * @param logProof that the survivors are on record
 * @param signers which neighbours, as places in the roster, ascending, with their signatures; the root is the one at hand
 */
public record ConfirmationsMessage(Bytes logProof, List<Signer> signers) {
    /** Copies the list. */
    public ConfirmationsMessage {
        signers = List.copyOf(signers);
    }

    /**
     * One neighbour.
     *
     * @param index its place
     * @param signature its signature under the survivors' root
     */
    public record Signer(int index, Bytes signature) {}

    /** {@return the message of these bytes} */
    public static ConfirmationsMessage decode(byte[] bytes) throws MalformedMessageException {
        return WireReader.decode(bytes, MessageKind.CONFIRMATIONS, in -> {
            Bytes proof = in.proof();
            int count = in.count(Integer.BYTES + 1);
            List<Signer> signers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                signers.add(new Signer(in.index(), in.signature()));
            }
            return new ConfirmationsMessage(proof, signers);
        });
    }

    /** {@return the bytes} */
    public byte[] encode() {
        int size = 2 * Integer.BYTES + logProof.size();
        size += signers.stream()
                .mapToInt(each -> Integer.BYTES + WireWriter.sizeOf(each.signature()))
                .sum();
        WireWriter out =
                WireWriter.of(MessageKind.CONFIRMATIONS, size).proof(logProof).number(signers.size());
        signers.forEach(each -> out.number(each.index()).signature(each.signature()));
        return out.end();
    }
}
