package org.folkmoot.audit.evm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;

/**
 * A transaction with a fee market (EIP-1559), without value and access list.
 *
 * @param chainId the one chain on which it is valid (EIP-155)
 * @param nonce how many transactions of the account came before
 * @param fees what a unit of gas may cost
 * @param gasLimit how many units it may use
 * @param to the contract; nobody where one is made
 * @param data the call, or the code that makes the contract
 */
record Transaction(long chainId, long nonce, Fees fees, long gasLimit, Optional<EvmAddress> to, Bytes data) {
    private static final int TYPE = 2;

    /**
     * What a unit of gas may cost, in wei.
     *
     * @param most in all
     * @param tip of it for whoever makes the block
     */
    record Fees(long most, long tip) {
        Fees {
            if (tip < 0 || most < tip) {
                throw new IllegalArgumentException("fees: " + most + ", tip " + tip + " (expected: 0 <= tip <= most)");
            }
        }
    }

    /** {@return the bytes that go to a node} */
    Bytes signedBy(EvmKey key) {
        EvmKey.Signature signature = key.sign(signingHash());
        List<byte[]> fields = fields();
        fields.add(Rlp.integer(signature.odd() ? 1 : 0));
        fields.add(Rlp.integer(signature.r()));
        fields.add(Rlp.integer(signature.s()));
        return Bytes.of(Rlp.typed(TYPE, Rlp.list(fields)));
    }

    byte[] signingHash() {
        return Keccak.hash(Rlp.typed(TYPE, Rlp.list(fields())));
    }

    private List<byte[]> fields() {
        List<byte[]> fields = new ArrayList<>();
        fields.add(Rlp.integer(chainId));
        fields.add(Rlp.integer(nonce));
        fields.add(Rlp.integer(fees.tip()));
        fields.add(Rlp.integer(fees.most()));
        fields.add(Rlp.integer(gasLimit));
        fields.add(Rlp.bytes(to.map(address -> address.bytes().toByteArray()).orElse(new byte[0])));
        fields.add(Rlp.integer(0)); // value
        fields.add(Rlp.bytes(data.toByteArray()));
        fields.add(Rlp.list(List.of())); // access list
        return fields;
    }
}
