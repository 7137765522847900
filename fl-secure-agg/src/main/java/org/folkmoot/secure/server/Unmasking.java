package org.folkmoot.secure.server;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.BadSignatureException;
import org.folkmoot.secure.crypto.RingLanes;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.evidence.RevealedSecrets;
import org.folkmoot.secure.evidence.SecureEvidence;
import org.folkmoot.secure.message.ConfirmationsMessage;
import org.folkmoot.secure.message.MalformedMessageException;
import org.folkmoot.secure.message.Revelation;

/** The coordinator gathers shares, puts secrets together, and takes the masks away from the sum. */
public final class Unmasking {
    private final Course course;
    private final Dealt dealt;
    private final RingLanes sum;
    private final Surviving surviving;
    private final NavigableMap<Integer, Bytes> confirmed;
    private final Bytes logProof;
    private final TreeMap<Integer, Revelation> revelations = new TreeMap<>();

    Unmasking(
            Course course,
            Dealt dealt,
            RingLanes sum,
            Surviving surviving,
            NavigableMap<Integer, Bytes> confirmed,
            Bytes logProof) {
        this.course = course;
        this.dealt = dealt;
        this.sum = sum;
        this.surviving = surviving;
        this.confirmed = confirmed;
        this.logProof = logProof;
    }

    /** {@return what this client's neighbours confirmed}: no more than it asks for. */
    public Bytes confirmationsFor(Digest pseudonym) {
        List<ConfirmationsMessage.Signer> signers = IntStream.of(course.neighboursOf(course.placeOf(pseudonym)))
                .filter(confirmed::containsKey)
                .limit(course.threshold())
                .mapToObj(place ->
                        new ConfirmationsMessage.Signer(place, confirmed.getOrDefault(place, Bytes.of(new byte[0]))))
                .toList();
        return Bytes.of(new ConfirmationsMessage(logProof, signers).encode());
    }

    /** Takes in the shares that a client reveals; {@return its pseudonym}. */
    public Digest take(byte[] message) throws RejectedException {
        try {
            Revelation revelation = Revelation.decode(message);
            course.requirePlace(revelation.from());
            if (!surviving.places().contains(revelation.from())) {
                throw new RejectedException(RejectedException.Reason.NOT_EXPECTED, "shares: revealed by no survivor");
            }
            if (revelation.shares().size() != dealersAround(revelation.from()).length) {
                throw new RejectedException(
                        RejectedException.Reason.WRONG_CONTENT,
                        "shares: " + revelation.shares().size() + " (expected: one for each dealer around)");
            }
            Digest pseudonym = course.roster().pseudonym(revelation.from());
            revelation.verify(course.members(), pseudonym, course.id());
            if (revelations.putIfAbsent(revelation.from(), revelation) != null) {
                throw new RejectedException(RejectedException.Reason.DUPLICATE, "shares: revealed before");
            }
            return pseudonym;
        } catch (MalformedMessageException e) {
            throw new RejectedException(RejectedException.Reason.MALFORMED, e);
        } catch (BadSignatureException e) {
            throw new RejectedException(RejectedException.Reason.BAD_SIGNATURE, e);
        }
    }

    private int[] dealersAround(int place) {
        return IntStream.of(course.neighboursOf(place)).filter(dealt::dealt).toArray();
    }

    /**
     * {@return the sum of the survivors' inputs, and what shows that it is}
     *
     * @throws SessionFailedException if a mask cannot be taken away; the session is over
     */
    public Unmasked finish() throws SessionFailedException {
        List<Blame> blamed = new ArrayList<>();
        Recovery recovery = new Recovery(course, dealt, surviving.places(), revelations, blamed);
        List<Secret> seeds = new ArrayList<>();
        List<Secret> keys = new ArrayList<>();
        for (int place : surviving.places().places().toArray()) {
            seeds.add(recovery.seedOf(place));
        }
        for (int place : dropped()) {
            keys.add(recovery.keyOf(place));
        }
        RevealedSecrets revealed = new RevealedSecrets(seeds, keys);
        SecureEvidence evidence = new SecureEvidence(
                course.session(),
                course.roster().entries(),
                dealt.dealers(),
                surviving.survivors(),
                surviving.leaves(),
                revealed);
        evidence.unmask(sum);
        Unmasked unmasked = new Unmasked(sum.toRingVector(), evidence, blamed);
        sum.close();
        return unmasked;
    }

    /** Who dealt shares, so that survivors masked against him, and did not survive. */
    private int[] dropped() {
        return dealt.dealers()
                .places()
                .filter(place -> !surviving.places().contains(place))
                .toArray();
    }
}
