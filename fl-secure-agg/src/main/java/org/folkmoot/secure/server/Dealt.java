package org.folkmoot.secure.server;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.secure.message.DealtShares;
import org.folkmoot.secure.message.IndexSet;
import org.folkmoot.secure.message.SealedShares;
import org.jspecify.annotations.Nullable;

/** What was dealt, by place of the dealer; kept to the end, so that who dealt wrong shares can be shown. */
final class Dealt {
    private final List<@Nullable DealtShares> byDealer;
    private final IndexSet dealers;

    Dealt(List<@Nullable DealtShares> byDealer) {
        this.byDealer = byDealer;
        this.dealers =
                IndexSet.of(byDealer.size(), IntStream.range(0, byDealer.size()).filter(i -> byDealer.get(i) != null));
    }

    IndexSet dealers() {
        return dealers;
    }

    boolean dealt(int place) {
        return dealers.contains(place);
    }

    SealedShares of(int dealer, int placeAmongItsNeighbours) {
        return requireNonNull(byDealer.get(dealer)).shares().get(placeAmongItsNeighbours);
    }

    Bytes envelope(int dealer) {
        return Bytes.of(requireNonNull(byDealer.get(dealer)).encode());
    }
}
