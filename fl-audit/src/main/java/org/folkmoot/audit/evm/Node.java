package org.folkmoot.audit.evm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonBoolean;
import org.folkmoot.core.json.JsonNull;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.core.json.MalformedJsonException;

/** The questions that are asked of a node, and its answers as values. */
final class Node {
    private static final JsonString LATEST = new JsonString("latest");

    private final JsonRpc rpc;

    Node(EvmChain chain) {
        this.rpc = new JsonRpc(chain.node(), chain.timeout());
    }

    long chainId() throws IOException {
        return rpc.quantity("eth_chainId");
    }

    long blockNumber() throws IOException {
        return rpc.quantity("eth_blockNumber");
    }

    /** {@return how many transactions of the account are in blocks} */
    long nonce(EvmAddress account) throws IOException {
        return rpc.quantity("eth_getTransactionCount", text(account), LATEST);
    }

    Bytes code(EvmAddress contract) throws IOException {
        return Hex.parseData(rpc.text("eth_getCode", text(contract), LATEST));
    }

    Bytes call(EvmAddress contract, Bytes data) throws IOException {
        JsonObject call = Json.object()
                .put("to", text(contract))
                .put("data", Hex.data(data))
                .build();
        return Hex.parseData(rpc.text("eth_call", call, LATEST));
    }

    /** {@return the gas that it would use}; throws {@link NodeRefusedException} where it would be reverted. */
    long estimateGas(EvmAddress from, Optional<EvmAddress> to, Bytes data) throws IOException {
        JsonObjectBuilder call = Json.object().put("from", text(from)).put("data", Hex.data(data));
        to.ifPresent(contract -> call.put("to", text(contract)));
        return rpc.quantity("eth_estimateGas", call.build());
    }

    /** {@return the hash of the transaction that the node passes on} */
    Bytes send(Bytes signed) throws IOException {
        return Hex.parseData(rpc.text("eth_sendRawTransaction", new JsonString(Hex.data(signed))), Mined.HASH_BYTES);
    }

    long tip() throws IOException {
        return rpc.quantity("eth_maxPriorityFeePerGas");
    }

    long baseFee() throws IOException {
        return quantity(block(LATEST), "baseFeePerGas");
    }

    /** {@return when the block was made, in seconds since 1970} */
    long timeOf(long block) throws IOException {
        return quantity(block(new JsonString(Hex.quantity(block))), "timestamp");
    }

    private JsonObject block(JsonString which) throws IOException {
        if (rpc.ask("eth_getBlockByNumber", which, new JsonBoolean(false)) instanceof JsonObject block) {
            return block;
        }
        throw new BadAnswerException("eth_getBlockByNumber: no block " + which.value());
    }

    private static long quantity(JsonObject object, String member) throws BadAnswerException {
        try {
            return Hex.parseQuantity(object.string(member));
        } catch (MalformedJsonException e) {
            throw new BadAnswerException(Hex.shortened(e.getMessage() + ""), e);
        }
    }

    /** {@return the transaction, where it is in a block} */
    Optional<Mined> mined(Bytes transaction) throws IOException {
        Json answer = rpc.ask("eth_getTransactionReceipt", new JsonString(Hex.data(transaction)));
        if (answer instanceof JsonNull) {
            return Optional.empty();
        }
        try {
            if (answer instanceof JsonObject receipt) {
                Mined mined = Mined.parse(receipt);
                if (mined.hash().equals(transaction)) {
                    return Optional.of(mined);
                }
            }
            throw new BadAnswerException("eth_getTransactionReceipt: not of the transaction asked for");
        } catch (MalformedJsonException e) {
            throw new BadAnswerException("eth_getTransactionReceipt: " + Hex.shortened(e.getMessage() + ""), e);
        }
    }

    /** {@return the transactions in this block in which the contract said something with these topics} */
    List<Bytes> transactionsWith(long block, EvmAddress contract, List<Bytes> topics) throws IOException {
        JsonObject filter = Json.object()
                .put("fromBlock", Hex.quantity(block))
                .put("toBlock", Hex.quantity(block))
                .put("address", text(contract))
                .put("topics", Json.strings(topics.stream().map(Hex::data).toList()))
                .build();
        List<Bytes> transactions = new ArrayList<>();
        try {
            if (rpc.ask("eth_getLogs", filter) instanceof JsonArray logs) {
                for (JsonObject log : logs.objects()) {
                    transactions.add(Hex.parseData(log.string("transactionHash"), Mined.HASH_BYTES));
                }
                return transactions;
            }
            throw new BadAnswerException("eth_getLogs: no array (expected: one)");
        } catch (MalformedJsonException e) {
            throw new BadAnswerException("eth_getLogs: " + Hex.shortened(e.getMessage() + ""), e);
        }
    }

    private static JsonString text(EvmAddress address) {
        return new JsonString(Hex.data(address.bytes()));
    }
}
