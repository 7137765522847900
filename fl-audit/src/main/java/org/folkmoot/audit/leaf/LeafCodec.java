package org.folkmoot.audit.leaf;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.audit.key.Dsse;
import org.folkmoot.audit.key.DsseEnvelope;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.MalformedEnvelopeException;
import org.folkmoot.core.merkle.MerkleHash;

/**
 * Turns leaves into the bytes that stand in the log, and back.
 *
 * <p>Guarantees: the signature is verified over the very bytes that are then parsed; for each signed leaf exactly one
 * statement is accepted, and writing it again gives the same statement bytes. Any bytes give a leaf or an
 * {@link InvalidLeafException}.
 *
 * <p>Source: DSSE v1 (secure-systems-lab); in-toto Statement v1; RFC 8785.
 */
public final class LeafCodec {
    /** What the envelope says its payload is. */
    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    /** The algorithm of the coordinator's key. */
    public static final String ALGORITHM = "ecdsa-p256";

    private LeafCodec() {}

    /**
     * {@return the bytes of the leaf, signed}
     *
     * @param leaf what to put on record
     * @param coordinator the key that the charter names
     */
    public static Bytes seal(LogLeaf leaf, SigningKey coordinator) {
        if (!coordinator.algorithm().equals(ALGORITHM)) {
            throw new IllegalArgumentException(
                    "algorithm: " + coordinator.algorithm() + " (expected: " + ALGORITHM + ")");
        }
        return Dsse.seal(PAYLOAD_TYPE, StatementCodec.encode(leaf), coordinator);
    }

    /**
     * {@return the leaf with these bytes}
     *
     * @param leaf bytes as they stand in the log
     * @param coordinatorKey the key that the charter names
     * @throws InvalidLeafException if they are not a leaf, or not signed by this key
     */
    public static LogLeaf open(Bytes leaf, Bytes coordinatorKey) throws InvalidLeafException {
        DsseEnvelope envelope = envelope(leaf);
        verify(envelope, coordinatorKey);
        return statement(envelope);
    }

    /**
     * {@return the charter with these bytes, signed by the key that it names itself}
     *
     * <p>That signature says only that whoever wrote the charter holds the key. What makes it trustworthy is the log's
     * signature over the tree that it stands in.
     *
     * @throws InvalidLeafException if they are not a charter, or not signed by its key
     */
    public static CharterLeaf openCharter(Bytes leaf) throws InvalidLeafException {
        DsseEnvelope envelope = envelope(leaf);
        if (!(statement(envelope) instanceof CharterLeaf charter)) {
            MalformedLeafException cause = new MalformedLeafException("leaf: not a charter (expected: a charter)");
            throw InvalidLeafException.malformed(cause);
        }
        verify(envelope, charter.coordinatorKey());
        return charter;
    }

    /**
     * {@return what the leaf with these bytes says, whoever wrote it}
     *
     * <p>For showing a leaf whose charter is not at hand; nothing may be built upon it but what the log's signature over
     * its hash vouches for.
     *
     * @throws InvalidLeafException if they are not a leaf
     */
    public static LogLeaf parseUnverified(Bytes leaf) throws InvalidLeafException {
        return statement(envelope(leaf));
    }

    /** {@return the RFC 6962 hash of a leaf with these bytes} */
    public static Digest hash(Bytes leaf) {
        return MerkleHash.leaf(leaf.toByteArray());
    }

    private static DsseEnvelope envelope(Bytes leaf) throws InvalidLeafException {
        DsseEnvelope envelope;
        try {
            envelope = DsseEnvelope.parse(leaf);
        } catch (MalformedEnvelopeException e) {
            throw InvalidLeafException.malformed(e);
        }
        if (!envelope.payloadType().equals(PAYLOAD_TYPE)) {
            MalformedLeafException cause = new MalformedLeafException(
                    "payloadType: " + envelope.payloadType() + " (expected: " + PAYLOAD_TYPE + ")");
            throw InvalidLeafException.malformed(cause);
        }
        return envelope;
    }

    private static void verify(DsseEnvelope envelope, Bytes key) throws InvalidLeafException {
        try {
            envelope.verify(ALGORITHM, key);
        } catch (InvalidSignatureException e) {
            throw InvalidLeafException.unsigned("signature: not by the coordinator's key", e);
        }
    }

    private static LogLeaf statement(DsseEnvelope envelope) throws InvalidLeafException {
        try {
            return StatementCodec.decode(envelope.payload().toByteArray());
        } catch (MalformedLeafException e) {
            throw InvalidLeafException.malformed(e);
        }
    }
}
