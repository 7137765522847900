package org.folkmoot.secure.client;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.Summed;
import org.folkmoot.secure.message.Confirmation;
import org.folkmoot.secure.message.Survivors;
import org.folkmoot.secure.message.SurvivorsMessage;

/**
 * The client has sent its masked input. On a set of survivors it says once, and durably, that it helps to unmask these.
 *
 * @param seat its place
 * @param held what it holds of its neighbours
 * @param inputLeaf what stands for its input
 */
record AwaitingSurvivors(Seat seat, HeldShares held, Digest inputLeaf) implements ClientPhase {
    /** {@return the next phase, and the confirmation to send} */
    Step<AwaitingConfirmations> on(byte[] bytes) throws RefusalException {
        SurvivorsMessage message = Received.message(bytes, SurvivorsMessage::decode);
        Survivors survivors = message.survivors();
        if (survivors.places().range() != seat.session().plan().clients()) {
            throw new RefusalException(
                    RefusalReason.MALFORMED,
                    "survivors: of " + survivors.places().range() + " (expected: "
                            + seat.session().plan().clients() + ")");
        }
        Checks checks = seat.checks();
        checks.enoughSurvivors(seat, survivors);
        checks.ownInput(seat, message, inputLeaf);
        checks.knownSurvivors(seat, held, survivors);
        checks.enoughNeighbours(seat, survivors);
        Summed summed = summed(survivors);
        checks.apartFromEarlier(seat.setup(), summed, Latching.earlier(seat.setup()));
        Digest root = survivors.root();
        Latching.close(seat.setup(), AnswerLatch.Step.CONFIRMED, root);
        Confirmation confirmation =
                Confirmation.signed(seat.index(), root, seat.id(), seat.setup().key());
        return Step.of(new AwaitingConfirmations(seat, held, survivors, summed), confirmation.encode());
    }

    private Summed summed(Survivors survivors) {
        SortedSet<Digest> known = new TreeSet<>();
        known.add(seat.setup().pseudonym());
        for (Peer peer : seat.peers()) {
            if (survivors.places().contains(peer.index())) {
                known.add(peer.entry().pseudonym());
            }
        }
        return new Summed(
                seat.setup().round().model(), known, seat.session().plan().isComplete());
    }

    @Override
    public void close() {
        seat.close();
        held.close();
    }
}
