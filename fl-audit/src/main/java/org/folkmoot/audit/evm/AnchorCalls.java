package org.folkmoot.audit.evm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.TreeHead;

/** How calls of the contract, its answers, its events and its refusals are written (Solidity contract ABI). */
final class AnchorCalls {
    private static final int WORD = 32;
    private static final int HEAD_WORDS = 5;
    private static final int PATH_OFFSET = 4 * WORD;
    private static final byte[] ANCHOR = Keccak.selector("anchor(bytes32,uint64,bytes32)");
    private static final byte[] ANCHOR_CONSISTENT =
            Keccak.selector("anchorConsistent(bytes32,uint64,bytes32,bytes32[])");
    private static final byte[] HEAD = Keccak.selector("head(address,bytes32)");
    private static final Bytes ANCHORED = Bytes.of(Keccak.ofSignature("Anchored(address,bytes32,uint64,bytes32)"));
    private static final Map<Bytes, String> REFUSALS = Map.of(
            Bytes.of(Keccak.selector("Smaller(uint64)")), "a larger size is held",
            Bytes.of(Keccak.selector("Forked(uint64)")), "another root is held for this size",
            Bytes.of(Keccak.selector("Unproven(uint64,uint64)")), "the path does not lead from the held root",
            Bytes.of(Keccak.selector("ProofNeeded()")), "steps of this log need a proof");

    private AnchorCalls() {}

    /**
     * What the contract holds of a log.
     *
     * @param root RFC 6962 root hash
     * @param size number of leaves
     * @param time of the block that anchored it, in seconds since 1970
     * @param block number of that block
     * @param strict whether every step needs a proof
     */
    record Head(Digest root, long size, long time, long block, boolean strict) {
        TreeHead of(String origin) {
            return new TreeHead(origin, size, root);
        }
    }

    /** {@return the name of a log in the contract} */
    static Bytes log(String origin) {
        return Bytes.of(Bytes.utf8(origin).sha256().bytes());
    }

    static Bytes anchor(TreeHead tree) {
        return joined(
                ANCHOR,
                log(tree.origin()).toByteArray(),
                word(tree.size()),
                tree.root().bytes());
    }

    static Bytes anchorConsistent(TreeHead tree, List<Digest> path) {
        ByteArrayOutputStream call = new ByteArrayOutputStream();
        call.writeBytes(ANCHOR_CONSISTENT);
        call.writeBytes(log(tree.origin()).toByteArray());
        call.writeBytes(word(tree.size()));
        call.writeBytes(tree.root().bytes());
        call.writeBytes(word(PATH_OFFSET));
        call.writeBytes(word(path.size()));
        path.forEach(hash -> call.writeBytes(hash.bytes()));
        return Bytes.of(call.toByteArray());
    }

    static Bytes head(EvmAddress publisher, String origin) {
        return joined(HEAD, word(publisher), log(origin).toByteArray());
    }

    private static Bytes joined(byte[]... parts) {
        ByteArrayOutputStream call = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            call.writeBytes(part);
        }
        return Bytes.of(call.toByteArray());
    }

    private static byte[] word(long value) {
        return BigIntegers.asUnsignedByteArray(WORD, BigInteger.valueOf(value));
    }

    private static byte[] word(EvmAddress address) {
        byte[] word = new byte[WORD];
        System.arraycopy(address.bytes().toByteArray(), 0, word, WORD - EvmAddress.BYTES, EvmAddress.BYTES);
        return word;
    }

    /** {@return what is held, according to the answer to {@link #head}} */
    static Optional<Head> parseHead(Bytes answer) throws BadAnswerException {
        if (answer.size() != HEAD_WORDS * WORD) {
            throw new BadAnswerException(
                    "head: " + answer.size() + " bytes (expected: " + HEAD_WORDS * WORD + ", is this the contract?)");
        }
        long time = number(answer, 2);
        Head head = new Head(
                Digest.of(word(answer, 0)), number(answer, 1), time, number(answer, 3), number(answer, 4) != 0);
        return time == 0 ? Optional.empty() : Optional.of(head);
    }

    private static byte[] word(Bytes data, int index) {
        return Arrays.copyOfRange(data.toByteArray(), index * WORD, (index + 1) * WORD);
    }

    private static long number(Bytes data, int index) throws BadAnswerException {
        BigInteger value = new BigInteger(1, word(data, index));
        if (value.bitLength() >= Long.SIZE) {
            throw new BadAnswerException("word " + index + ": " + value + " (expected: below 2^63)");
        }
        return value.longValueExact();
    }

    /** {@return by what the events of a log are found} */
    static List<Bytes> topics(EvmAddress publisher, String origin) {
        return List.of(ANCHORED, Bytes.of(word(publisher)), log(origin));
    }

    /** {@return whether the event says that the tree was anchored by this publisher} */
    static boolean says(Mined.Event event, EvmAddress publisher, TreeHead tree) {
        return event.topics().equals(topics(publisher, tree.origin()))
                && event.data().equals(joined(word(tree.size()), tree.root().bytes()));
    }

    /** {@return why the contract refused, where it did} */
    static String reason(NodeRefusedException refusal) {
        byte[] data = refusal.data().toByteArray();
        String known = data.length < 4 ? null : REFUSALS.get(Bytes.of(Arrays.copyOf(data, 4)));
        return known == null ? refusal.getMessage() + "" : "refused on chain: " + known;
    }

    /** {@return the failure with the contract's reason, where there is one} */
    static String reason(IOException failure) {
        return failure instanceof NodeRefusedException refusal ? reason(refusal) : failure.getMessage() + "";
    }
}
