package org.folkmoot.privacy.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.privacy.ChargeId;
import org.folkmoot.api.privacy.ChargeState;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyCharge;
import org.folkmoot.api.privacy.PrivacyScope;
import org.folkmoot.core.json.MalformedJsonException;

/** What a ledger holds, by the records read so far. Not thread safe. */
final class Charges {
    private final Map<ChargeId, PrivacyCharge> byId = new LinkedHashMap<>();

    /** Takes in a reservation; an id is reserved once. */
    void add(PrivacyCharge charge) throws MalformedJsonException {
        if (byId.putIfAbsent(charge.id(), charge) != null) {
            throw new MalformedJsonException("charge " + charge.id() + ": reserved twice (expected: once)");
        }
    }

    /** Moves a reserved charge on. */
    void move(ChargeId id, ChargeState to) throws MalformedJsonException {
        PrivacyCharge charge = byId.get(id);
        if (charge == null || charge.state() != ChargeState.RESERVED) {
            throw new MalformedJsonException("charge " + id + ": " + (charge == null ? "unknown" : charge.state())
                    + " (expected: RESERVED before " + to + ")");
        }
        byId.put(id, charge.in(to));
    }

    Optional<PrivacyCharge> find(ChargeId id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<PrivacyCharge> all() {
        return List.copyOf(byId.values());
    }

    /** {@return all that counts against the scope, equal events counted together, in order of first occurrence} */
    Map<DpEvent, Long> spent(PrivacyScope scope) {
        Map<DpEvent, Long> events = new LinkedHashMap<>();
        for (PrivacyCharge charge : byId.values()) {
            if (charge.isSpent() && charge.scope().equals(scope)) {
                events.merge(charge.event(), 1L, Long::sum);
            }
        }
        return events;
    }

    /** {@return the limits under which the scope was charged} */
    Set<PrivacyBudget> limits(PrivacyScope scope) {
        Set<PrivacyBudget> limits = new LinkedHashSet<>();
        for (PrivacyCharge charge : byId.values()) {
            if (charge.isSpent() && charge.scope().equals(scope)) {
                limits.add(charge.limit());
            }
        }
        return limits;
    }

    /** {@return these events as one} */
    static DpEvent composed(Map<DpEvent, Long> events) {
        List<DpEvent> parts = new ArrayList<>();
        events.forEach((event, count) -> parts.add(event.times(count)));
        return parts.size() == 1 ? parts.get(0) : new DpEvent.Composed(parts);
    }
}
