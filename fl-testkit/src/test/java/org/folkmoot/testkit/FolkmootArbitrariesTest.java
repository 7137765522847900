package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.core.canonical.CanonicalProgram;

final class FolkmootArbitrariesTest {
    @Property(tries = 100)
    void vectorsAreFiniteAndBounded(@ForAll(supplier = FolkmootArbitraries.Vectors.class) ParameterVector vector) {
        assertThat(vector.firstBeyond(1)).isEqualTo(-1);
    }

    @Property(tries = 100)
    void wildVectorsKeepTheirBits(@ForAll(supplier = FolkmootArbitraries.WildVectors.class) ParameterVector vector) {
        assertThat(ParameterVector.fromBytes(vector.layout(), vector.toBytes())).isEqualTo(vector);
    }

    @Property(tries = 100)
    void programsSurviveTheirCanonicalForm(@ForAll(supplier = FolkmootArbitraries.Programs.class) RoundProgram program)
            throws Exception {
        assertThat(CanonicalProgram.fromJson(CanonicalProgram.toJson(program))).isEqualTo(program);
    }

    @Property(tries = 100)
    void digestsAndWeightsAreValid(
            @ForAll(supplier = FolkmootArbitraries.Digests.class) Digest digest,
            @ForAll(supplier = FolkmootArbitraries.Weights.class) long weight) {
        assertThat(Digest.parse(digest.hex())).isEqualTo(digest);
        assertThat(weight).isPositive();
    }
}
