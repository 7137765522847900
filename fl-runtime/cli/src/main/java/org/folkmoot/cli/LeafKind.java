package org.folkmoot.cli;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RosterLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.SurvivorsLeaf;
import org.folkmoot.audit.member.MemberNotice;

/**
 * What a leaf is, in words.
 *
 * @param word its kind
 * @param about what it says, in a few words
 * @param round the round that it is about, if it is about one
 * @param model the model that it names, if it names one
 */
record LeafKind(String word, String about, Optional<Integer> round, Optional<Digest> model) {
    static LeafKind of(LogLeaf leaf) {
        if (leaf instanceof CharterLeaf charter) {
            return new LeafKind(
                    "charter",
                    "federation " + leaf.federation(),
                    Optional.empty(),
                    Optional.of(charter.initialModel()));
        }
        if (leaf instanceof AuthorisedLeaf authorised) {
            return of(authorised);
        }
        if (leaf instanceof RoundLeaf round) {
            return about("round", "", round.attempt().round(), round.model().after());
        }
        if (leaf instanceof RosterLeaf roster) {
            return about("roster", roster.count() + " on it", roster.attempt().round());
        }
        if (leaf instanceof SurvivorsLeaf survivors) {
            return about(
                    "survivors",
                    survivors.count() + " of them",
                    survivors.attempt().round());
        }
        return of(((NoticeLeaf) leaf).notice().notice());
    }

    private static LeafKind of(AuthorisedLeaf leaf) {
        int approvals = leaf.approvals().list().size();
        String by = approvals == 0 ? "" : ", approved by " + approvals;
        if (leaf instanceof RegistryLeaf registry) {
            return about("registry", registry.members().size() + " members" + by);
        }
        if (leaf instanceof ProgramLeaf program) {
            return about("program", "program " + program.digest().abbreviated() + by);
        }
        if (leaf instanceof ReleaseLeaf release) {
            return about("release", "model of round " + release.round() + by, release.round(), release.model());
        }
        RollbackLeaf rollback = (RollbackLeaf) leaf;
        return about(
                "rollback",
                "to round " + rollback.target() + by,
                rollback.round(),
                rollback.model().after());
    }

    private static LeafKind of(MemberNotice notice) {
        String who = notice.pseudonym().abbreviated();
        if (notice instanceof MemberNotice.Consent consent) {
            return about("consent", who + (consent.given() ? " consents again" : " withdraws its consent"));
        }
        if (notice instanceof MemberNotice.Dataset dataset) {
            return about("dataset", who + " commits to " + dataset.root().abbreviated());
        }
        if (notice instanceof MemberNotice.Rotation) {
            return about("rotation", who + " changes its key");
        }
        MemberNotice.Complaint complaint = (MemberNotice.Complaint) notice;
        return about(
                "complaint",
                who + ": " + complaint.grievance() + " in attempt " + complaint.about(),
                complaint.about().round());
    }

    private static LeafKind about(String word, String about) {
        return new LeafKind(word, about, Optional.empty(), Optional.empty());
    }

    private static LeafKind about(String word, String about, int round) {
        return new LeafKind(word, about, Optional.of(round), Optional.empty());
    }

    private static LeafKind about(String word, String about, int round, Digest model) {
        return new LeafKind(word, about, Optional.of(round), Optional.of(model));
    }
}
