package org.folkmoot.audit.evm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * A transaction that is in a block, as a node tells it.
 *
 * @param hash of the transaction
 * @param succeeded whether it did what it should; if not, nothing but gas is gone
 * @param block number of the block
 * @param gasUsed units of gas that it cost
 * @param created the contract that it made, if it made one
 * @param events what contracts said in it
 */
record Mined(
        Bytes hash, boolean succeeded, long block, long gasUsed, Optional<EvmAddress> created, List<Event> events) {
    static final int HASH_BYTES = 32;

    /**
     * Something that a contract said.
     *
     * @param contract the contract
     * @param topics by which it is found; 32 bytes each
     * @param data the rest
     */
    record Event(EvmAddress contract, List<Bytes> topics, Bytes data) {
        static Event parse(JsonObject json) throws MalformedJsonException, BadAnswerException {
            List<Bytes> topics = new ArrayList<>();
            for (String topic : json.array("topics").strings()) {
                topics.add(Hex.parseData(topic, HASH_BYTES));
            }
            return new Event(address(json.string("address")), topics, Hex.parseData(json.string("data")));
        }
    }

    static Mined parse(JsonObject json) throws MalformedJsonException, BadAnswerException {
        List<Event> events = new ArrayList<>();
        for (JsonObject log : json.array("logs").objects()) {
            events.add(Event.parse(log));
        }
        Optional<EvmAddress> created = json.optional("contractAddress").orElse(json) instanceof JsonString text
                ? Optional.of(address(text.value()))
                : Optional.empty();
        return new Mined(
                Hex.parseData(json.string("transactionHash"), HASH_BYTES),
                Hex.parseQuantity(json.string("status")) == 1,
                Hex.parseQuantity(json.string("blockNumber")),
                Hex.parseQuantity(json.string("gasUsed")),
                created,
                List.copyOf(events));
    }

    private static EvmAddress address(String text) throws BadAnswerException {
        return new EvmAddress(Hex.parseData(text, EvmAddress.BYTES));
    }
}
