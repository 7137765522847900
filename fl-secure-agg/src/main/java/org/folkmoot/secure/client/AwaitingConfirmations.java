package org.folkmoot.secure.client;

import org.folkmoot.api.Digest;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.Summed;
import org.folkmoot.secure.message.ConfirmationsMessage;
import org.folkmoot.secure.message.Revelation;
import org.folkmoot.secure.message.Survivors;

/**
 * The client has confirmed a set of survivors. Once enough neighbours have confirmed the same and the log holds it, it reveals
 * one share of each neighbour and forgets everything.
 *
 * @param seat its place
 * @param held what it holds of its neighbours
 * @param survivors what it confirmed
 * @param summed the same, as it remembers it
 */
record AwaitingConfirmations(Seat seat, HeldShares held, Survivors survivors, Summed summed) implements ClientPhase {
    /** {@return the end, and the shares to reveal} */
    Step<Finished> on(byte[] bytes) throws RefusalException {
        ConfirmationsMessage message = Received.message(bytes, ConfirmationsMessage::decode);
        seat.checks().confirmations(seat, survivors, message);
        seat.checks().survivorsOnRecord(seat, survivors, message);
        Digest root = survivors.root();
        Latching.close(seat.setup(), AnswerLatch.Step.REVEALED, root);
        Latching.remember(seat.setup(), summed);
        Revelation revelation = Revelation.signed(
                seat.index(),
                held.revealed(seat.peers(), survivors.places()),
                seat.id(),
                seat.setup().key());
        byte[] send = revelation.encode();
        close();
        return Step.of(new Finished(), send);
    }

    @Override
    public void close() {
        seat.close();
        held.close();
    }
}
