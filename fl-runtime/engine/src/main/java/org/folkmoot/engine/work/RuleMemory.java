package org.folkmoot.engine.work;

import java.io.IOException;
import java.util.SortedMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.model.ParameterVector;

/**
 * What a client's rules remember from round to round: control variates, personal parameters, what an encoding lost. It moves
 * on only where the contribution that it belongs to counted in a round that was committed.
 */
public interface RuleMemory {
    /** {@return what holds now, by name} */
    SortedMap<String, ParameterVector> current() throws IOException;

    /** Sets aside what will hold if the contribution to this attempt counts; replaces what was set aside before. */
    void propose(AttemptId attempt, SortedMap<String, ParameterVector> own) throws IOException;

    /** Says whether the contribution to this attempt counted; of attempts that nothing was set aside for nothing follows. */
    void settle(AttemptId attempt, boolean counted) throws IOException;

    /** {@return a memory that ends with the process} */
    static RuleMemory ofThisProcess() {
        return new ProcessMemory();
    }
}
