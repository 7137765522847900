package org.folkmoot.audit.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Set;
import org.folkmoot.api.round.Contribution;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundReplayer;
import org.folkmoot.api.round.RoundState;

/** The rule of {@link SumReplayer} under another name, on a machine without room for the updates. */
public final class FullDiskReplayer implements RoundReplayer {
    static final String ID = "test/full-disk/1";

    @Override
    public Set<String> ruleIds() {
        return Set.of(ID);
    }

    @Override
    public Replayed replay(
            RoundProgram program, int round, RoundState before, Iterator<? extends Contribution> included) {
        throw new UncheckedIOException(new IOException("No space left on device"));
    }
}
