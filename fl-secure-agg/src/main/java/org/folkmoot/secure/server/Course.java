package org.folkmoot.secure.server;

import java.util.Arrays;
import java.util.OptionalInt;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.graph.NeighbourGraph;

/** What all phases of the coordinator know once the roster is fixed. */
final class Course {
    private final Session session;
    private final Digest id;
    private final MemberKeys members;
    private final Roster roster;
    private final int[][] neighbours;

    Course(Session session, MemberKeys members, Roster roster) {
        this.session = session;
        this.id = session.id();
        this.members = members;
        this.roster = roster;
        NeighbourGraph graph = session.graph();
        this.neighbours = new int[roster.size()][];
        for (int i = 0; i < neighbours.length; i++) {
            neighbours[i] = graph.neighboursOf(i);
        }
    }

    Session session() {
        return session;
    }

    Digest id() {
        return id;
    }

    MemberKeys members() {
        return members;
    }

    Roster roster() {
        return roster;
    }

    int clients() {
        return roster.size();
    }

    int minimum() {
        return session.round().parameters().minimumSurvivors();
    }

    int threshold() {
        return session.plan().threshold();
    }

    int[] neighboursOf(int place) {
        return neighbours[place];
    }

    /** {@return the place of one client among the neighbours of another} */
    int placeAmong(int client, int neighbour) {
        return Arrays.binarySearch(neighbours[client], neighbour);
    }

    int placeOf(Digest pseudonym) {
        OptionalInt place = roster.placeOf(pseudonym);
        return place.orElseThrow(() ->
                new IllegalArgumentException("client: " + pseudonym.abbreviated() + " (expected: one of the roster)"));
    }

    /** Returns if this is the place of somebody. */
    void requirePlace(int place) throws RejectedException {
        if (place >= roster.size()) {
            throw new RejectedException(
                    RejectedException.Reason.NOT_EXPECTED, "place: " + place + " (expected: < " + roster.size() + ")");
        }
    }
}
