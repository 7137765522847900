package org.folkmoot.secure.server;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.MerkleTree;
import org.folkmoot.secure.message.IndexSet;
import org.folkmoot.secure.message.Survivors;
import org.jspecify.annotations.Nullable;

/**
 * The survivors, with what proves each of them.
 *
 * @param survivors the set
 * @param leaves what stands for their inputs, ascending by place
 * @param tree over their entries
 */
record Surviving(Survivors survivors, List<Digest> leaves, MerkleTree tree) {
    static Surviving of(Course course, IndexSet places, List<@Nullable Digest> leafByPlace) {
        List<Digest> leaves = new ArrayList<>();
        List<byte[]> entries = new ArrayList<>();
        places.places().forEach(place -> {
            Digest leaf = requireNonNull(leafByPlace.get(place));
            leaves.add(leaf);
            entries.add(Survivors.entry(course.roster().pseudonym(place), leaf));
        });
        MerkleTree tree = MerkleTree.ofLeaves(entries);
        return new Surviving(new Survivors(places, tree.root()), leaves, tree);
    }

    IndexSet places() {
        return survivors.places();
    }
}
