package org.folkmoot.engine.client;

import java.util.List;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.audit.leaf.RoundLeaf;

/** Honest messages and leaves with one thing replaced. */
final class Forgery {
    private Forgery() {}

    static RoundInvitation federation(RoundInvitation of, FederationId value) {
        return new RoundInvitation(
                value, of.attempt(), of.program(), of.authorisation(), of.model(), of.log(), of.tail());
    }

    static RoundInvitation attempt(RoundInvitation of, AttemptId value) {
        return new RoundInvitation(
                of.federation(), value, of.program(), of.authorisation(), of.model(), of.log(), of.tail());
    }

    static RoundInvitation program(RoundInvitation of, RoundProgram value) {
        return new RoundInvitation(
                of.federation(), of.attempt(), value, of.authorisation(), of.model(), of.log(), of.tail());
    }

    static RoundInvitation authorisation(RoundInvitation of, ProvenLeaf value) {
        return new RoundInvitation(of.federation(), of.attempt(), of.program(), value, of.model(), of.log(), of.tail());
    }

    static RoundInvitation model(RoundInvitation of, ParameterVector value) {
        return new RoundInvitation(
                of.federation(), of.attempt(), of.program(), of.authorisation(), value, of.log(), of.tail());
    }

    static RoundInvitation log(RoundInvitation of, LogView value) {
        return new RoundInvitation(
                of.federation(), of.attempt(), of.program(), of.authorisation(), of.model(), value, of.tail());
    }

    static RoundInvitation tail(RoundInvitation of, List<ProvenLeaf> value) {
        return new RoundInvitation(
                of.federation(), of.attempt(), of.program(), of.authorisation(), of.model(), of.log(), value);
    }

    static Welcome log(Welcome of, LogView value) {
        return new Welcome(of.logKey(), value, of.charter(), of.registration());
    }

    static Welcome leaves(Welcome of, ProvenLeaf charter, ProvenLeaf registration) {
        return new Welcome(of.logKey(), of.log(), charter, registration);
    }

    static RoundReceipt record(RoundReceipt of, Optional<Bytes> record, long index, List<Digest> path) {
        return new RoundReceipt(of.attempt(), of.log(), of.proof(), record, index, path);
    }

    static RoundReceipt proof(RoundReceipt of, ProvenLeaf proof) {
        return new RoundReceipt(of.attempt(), of.log(), proof, of.record(), of.recordIndex(), of.recordPath());
    }

    static RoundReceipt log(RoundReceipt of, LogView value) {
        return new RoundReceipt(of.attempt(), value, of.proof(), of.record(), of.recordIndex(), of.recordPath());
    }

    static RoundReceipt attempt(RoundReceipt of, AttemptId value) {
        return new RoundReceipt(value, of.log(), of.proof(), of.record(), of.recordIndex(), of.recordPath());
    }

    static RoundLeaf link(RoundLeaf of, Digest previous) {
        return leaf(of, of.federation(), previous, of.program(), of.model());
    }

    static RoundLeaf federation(RoundLeaf of, FederationId value) {
        return leaf(of, value, of.previous(), of.program(), of.model());
    }

    static RoundLeaf program(RoundLeaf of, Digest value) {
        RoundLeaf.Program ran = of.program();
        return leaf(
                of,
                of.federation(),
                of.previous(),
                new RoundLeaf.Program(value, ran.collection(), ran.replay()),
                of.model());
    }

    static RoundLeaf model(RoundLeaf of, RoundLeaf.Change value) {
        return leaf(of, of.federation(), of.previous(), of.program(), value);
    }

    private static RoundLeaf leaf(
            RoundLeaf of, FederationId federation, Digest previous, RoundLeaf.Program program, RoundLeaf.Change model) {
        return new RoundLeaf(
                federation,
                previous,
                of.attempt(),
                of.outcome(),
                of.reason(),
                program,
                of.state(),
                model,
                of.participants(),
                of.totalWeight(),
                of.privacy(),
                of.taints(),
                of.evaluation(),
                of.clock());
    }
}
