package org.folkmoot.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainLogTest {
    private static final FederationId FEDERATION = new FederationId("farms");
    private static final int FOUNDERS = 300;
    private static final int BATCH = 128;

    @TempDir
    Path folder;

    private final List<Member> members = new ArrayList<>();
    private TransparencyLog log;
    private ChainLog chainLog;

    @BeforeEach
    void found() throws Exception {
        for (int i = 0; i < FOUNDERS; i++) {
            byte[] seed =
                    Digest.sha256(ByteBuffer.allocate(4).putInt(i).array()).bytes();
            members.add(Member.of(FEDERATION, Ed25519Key.fromSeed(seed).publicKey()));
        }
        log = TransparencyLog.open(folder);
        chainLog = ChainLog.open(log);
        chainLog.append(charter());
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void tailBeforeTheFirstRoundStartsWithTheLastFoundersHoweverManyThereAre() throws Exception {
        register();
        LogView view = chainLog.view(0);

        List<ProvenLeaf> tail = chainLog.tail(view);

        assertThat(tail).hasSize(1);
        assertThat(tail.get(0).index()).isEqualTo(view.checkpoint().size() - 1);
        assertThat(ChainLog.open(log).tail(view)).isEqualTo(tail);
    }

    @Test
    void hasNoTailBeforeTheFoundersAreComplete() {
        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> chainLog.tail(chainLog.view(0)))
                .withMessageContaining("founders");
    }

    @Test
    void hasNoTailUnderAViewThatIsNotTheNewest() throws Exception {
        LogView old = chainLog.view(0);
        register();

        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> chainLog.tail(old))
                .withMessageContaining("the view 1");
    }

    @Test
    void findsTheLeafThatListsEachMember() throws Exception {
        register();
        LogView view = chainLog.view(0);

        for (int i = 0; i < FOUNDERS; i++) {
            assertThat(chainLog.registration(members.get(i).pseudonym(), view))
                    .map(ProvenLeaf::index)
                    .contains(1L + i / BATCH);
        }
        assertThat(chainLog.registration(Digest.sha256(), view)).isEmpty();
        assertThat(chainLog.proofOf(AttemptId.first(1))).isEmpty();
    }

    private void register() throws AuditException {
        for (int from = 0; from < FOUNDERS; from += BATCH) {
            List<Member> batch = members.subList(from, Math.min(FOUNDERS, from + BATCH));
            chainLog.append(new RegistryLeaf(FEDERATION, chainLog.chain().lastLeaf(), from, batch));
        }
    }

    private CharterLeaf charter() {
        return new CharterLeaf(
                FEDERATION,
                log.origin(),
                log.statementKey().publicKey(),
                FOUNDERS,
                Registry.of(members).root(),
                ParameterLayout.float32(ParameterBlock.trainable("w", 2)),
                Digest.sha256(),
                Digest.sha256(),
                Authorities.coordinator(),
                Digest.sha256());
    }
}
