package org.folkmoot.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LeafExamples;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;
import org.junit.jupiter.api.Test;

/** What the verifier's tests do not reach: founding, and the state that the chain adds up to. */
class ChainStateTest {
    @Test
    void addsUpTheExamples() throws BrokenChainException {
        ChainState chain = start();
        for (LogLeaf leaf : LeafExamples.leaves().values()) {
            if (!(leaf instanceof CharterLeaf)) {
                chain = chain.next(leaf, hash(leaf));
            }
        }

        assertThat(chain.committedRound()).isEqualTo(1);
        assertThat(chain.nextAttempt()).isEqualTo(AttemptId.first(2));
        assertThat(chain.state()).isEqualTo(LeafExamples.digest(60));
        assertThat(chain.model()).isEqualTo(LeafExamples.digest(61));
        assertThat(chain.registry().size()).isEqualTo(3);
    }

    @Test
    void takesFoundersInSeveralLeaves() throws BrokenChainException {
        List<Member> members = LeafExamples.members();
        ChainState chain = start();

        chain = next(chain, registry(chain, 0, members.subList(0, 1)));
        assertThat(chain.isFounded()).isFalse();
        chain = next(chain, registry(chain, 1, members.subList(1, 3)));

        assertThat(chain.isFounded()).isTrue();
        assertThat(chain.registry().root()).isEqualTo(Registry.of(members).root());
    }

    @Test
    void refusesOtherFoundersThanTheCharterNames() {
        List<Member> members = LeafExamples.members();
        List<Member> others = List.of(members.get(1), members.get(0), members.get(2));
        Member fourth = Member.of(LeafExamples.FEDERATION, Bytes.of(LeafExamples.fill(4)));
        List<Member> more = List.of(members.get(0), members.get(1), members.get(2), fourth);

        assertThat(refusal(start(), registry(start(), 0, others))).isEqualTo(ChainRule.REGISTRY);
        assertThat(refusal(start(), registry(start(), 0, more))).isEqualTo(ChainRule.REGISTRY);
        assertThat(refusal(start(), registry(start(), 1, members))).isEqualTo(ChainRule.REGISTRY);
    }

    @Test
    void refusesARoundBeforeTheFoundersAreComplete() throws BrokenChainException {
        ChainState chain = start();
        chain = next(chain, registry(chain, 0, LeafExamples.members().subList(0, 2)));
        chain = next(chain, new ProgramLeaf(LeafExamples.FEDERATION, chain.lastLeaf(), LeafExamples.program()));
        RoundLeaf round = chain.nextRound()
                .attempt(AttemptId.first(1))
                .program(LeafExamples.program())
                .participantsUnknown(2)
                .abandoned("early", chain.state(), chain.model())
                .clock(0, 0)
                .build();

        assertThat(refusal(chain, round)).isEqualTo(ChainRule.REGISTRY);
    }

    @Test
    void keepsOlderStatesAsTheyAre() throws BrokenChainException {
        ChainState chain = start();
        ChainState one = next(chain, registry(chain, 0, LeafExamples.members().subList(0, 1)));
        ChainState two = next(one, registry(one, 1, LeafExamples.members().subList(1, 2)));
        ChainState other = next(one, registry(one, 1, LeafExamples.members().subList(2, 3)));

        assertThat(one.registry().size()).isEqualTo(1);
        assertThat(two.registry().member(1)).isEqualTo(LeafExamples.members().get(1));
        assertThat(other.registry().member(1)).isEqualTo(LeafExamples.members().get(2));
        assertThat(one.registry().indexOf(LeafExamples.members().get(1).pseudonym()))
                .isEmpty();
        assertThat(two.registry().root()).isNotEqualTo(other.registry().root());
    }

    private static ChainState start() {
        return ChainState.start(LeafExamples.charter(), hash(LeafExamples.charter()));
    }

    private static RegistryLeaf registry(ChainState chain, long first, List<Member> members) {
        return new RegistryLeaf(LeafExamples.FEDERATION, chain.lastLeaf(), first, members);
    }

    private static ChainState next(ChainState chain, LogLeaf leaf) throws BrokenChainException {
        return chain.next(leaf, hash(leaf));
    }

    private static ChainRule refusal(ChainState chain, LogLeaf leaf) {
        return catchThrowableOfType(BrokenChainException.class, () -> chain.next(leaf, hash(leaf)))
                .rule();
    }

    private static Digest hash(LogLeaf leaf) {
        return LeafCodec.hash(LeafCodec.seal(leaf, LeafExamples.COORDINATOR));
    }
}
