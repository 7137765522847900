package org.folkmoot.secure;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/** A log of roots; what is on record is there for everybody, and one roster has one set of survivors. */
public final class TestLog implements RoundLog {
    public static final Bytes PROOF = Bytes.utf8("on record");

    private final Set<Digest> rosters = new HashSet<>();
    private final Map<Digest, Digest> survivors = new HashMap<>();

    public Bytes recordRoster(Digest root) {
        rosters.add(root);
        return PROOF;
    }

    /** The first set that is recorded for a roster stays; nothing else can be shown. */
    public Bytes recordSurvivors(Digest roster, Digest root) {
        survivors.putIfAbsent(roster, root);
        return PROOF;
    }

    public static Digest beaconAfter(Digest root) {
        return Digest.sha256("beacon".getBytes(StandardCharsets.US_ASCII), root.bytes());
    }

    @Override
    public void requireRoster(Digest root, int count, Bytes proof) throws NotOnRecordException {
        if (!rosters.contains(root) || !proof.equals(PROOF)) {
            throw new NotOnRecordException("roster");
        }
    }

    @Override
    public Digest beacon(Digest root, Bytes proof) throws NotOnRecordException {
        if (!proof.equals(PROOF)) {
            throw new NotOnRecordException("beacon");
        }
        return beaconAfter(root);
    }

    @Override
    public void requireSurvivors(Digest roster, Digest root, int count, Bytes proof) throws NotOnRecordException {
        if (!Optional.ofNullable(survivors.get(roster)).equals(Optional.of(root)) || !proof.equals(PROOF)) {
            throw new NotOnRecordException("survivors");
        }
    }
}
