package org.folkmoot.secure.client;

import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.Cohort;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.RoundLog;
import org.folkmoot.secure.SecureFloor;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.TestKey;
import org.folkmoot.secure.crypto.Secret;

/** A client as an attack finds it: unmodified, or without one check. */
record Player(ClientSetup setup, Checks checks, RingVector input, Secret entropy) {
    /** An unmodified client. */
    static Player honest(Cohort cohort, int place) {
        return honest(cohort, place, cohort.round());
    }

    static Player honest(Cohort cohort, int place, SecureRound round) {
        return new Player(cohort.setup(place, round), Checks.ALL, cohort.input(place), cohort.entropy(place));
    }

    Player lacking(Checks lax) {
        return new Player(setup, lax, input, entropy.copy());
    }

    Player trusting(MemberKeys members) {
        return with(setup.round(), setup.floor(), members, setup.log(), setup.latch());
    }

    Player seeing(RoundLog log) {
        return with(setup.round(), setup.floor(), setup.members(), log, setup.latch());
    }

    Player remembering(AnswerLatch latch) {
        return with(setup.round(), setup.floor(), setup.members(), setup.log(), latch);
    }

    Player insisting(SecureFloor floor) {
        return with(setup.round(), floor, setup.members(), setup.log(), setup.latch());
    }

    Player told(SecureRound round) {
        return with(round, setup.floor(), setup.members(), setup.log(), setup.latch());
    }

    private Player with(SecureRound round, SecureFloor floor, MemberKeys members, RoundLog log, AnswerLatch latch) {
        ClientSetup changed = new ClientSetup(round, floor, setup.pseudonym(), setup.key(), members, log, latch);
        return new Player(changed, checks, input, entropy.copy());
    }

    /** The same name, but whoever speaks signs with a key of his own. */
    Player impersonated(int number) {
        ClientSetup changed = new ClientSetup(
                setup.round(),
                setup.floor(),
                setup.pseudonym(),
                TestKey.of(1000 + number),
                Drive.ANYBODY,
                setup.log(),
                setup.latch());
        return new Player(changed, checks, input, entropy.copy());
    }

    ClientSession.Opening open() {
        return ClientSession.open(setup, checks, input, entropy.copy());
    }
}
