package org.folkmoot.audit.leaf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.authority.Authorities.Authority;
import org.folkmoot.audit.authority.Authorities.Kind;
import org.folkmoot.audit.chain.BrokenChainException;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.MemberNotice;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.audit.member.SignedNotice;

/** A federation whose members decide, from fixed keys: one leaf of each kind that the other examples lack, in a chain. */
public final class GovernedExamples {
    public static final FederationId FEDERATION = new FederationId("governed");

    /** The keys of three founders, and of one who joins later. */
    public static final List<Ed25519Key> KEYS = IntStream.range(0, 4)
            .mapToObj(i -> Ed25519Key.fromSeed(LeafExamples.fill(70 + i)))
            .toList();

    /** The key that the first founder has committed to. */
    public static final Ed25519Key NEXT_KEY = Ed25519Key.fromSeed(LeafExamples.fill(80));

    private static final Digest STATE = LeafExamples.digest(20);
    private static final Digest MODEL = LeafExamples.digest(21);

    private final Map<String, LogLeaf> leaves = new LinkedHashMap<>();
    private ChainState chain;

    private GovernedExamples() {
        leaves.put("governed-charter", charter());
        chain = ChainState.start(charter(), hash(charter()));
    }

    public static List<Member> founders() {
        return IntStream.range(0, 3)
                .mapToObj(i -> Member.of(
                        FEDERATION,
                        KEYS.get(i).publicKey(),
                        i == 0 ? NEXT_KEY.publicKey().sha256() : null))
                .toList();
    }

    /** Two of the members over programs and members; one of two listed keys over releases; two members over rollbacks. */
    public static Authorities rules() {
        List<Bytes> auditors = List.of(KEYS.get(1).publicKey(), KEYS.get(2).publicKey());
        return Authorities.coordinator()
                .with(Kind.PROGRAM, Authority.members(2))
                .with(Kind.REGISTRY, Authority.members(2))
                .with(Kind.RELEASE, Authority.keys(1, auditors))
                .with(Kind.ROLLBACK, Authority.members(2));
    }

    public static CharterLeaf charter() {
        return new CharterLeaf(
                FEDERATION,
                LeafExamples.ORIGIN,
                LeafExamples.COORDINATOR.publicKey(),
                3,
                Registry.of(founders()).root(),
                LeafExamples.LAYOUT,
                STATE,
                MODEL,
                rules(),
                LeafExamples.digest(22));
    }

    public static Digest hash(LogLeaf leaf) {
        return LeafCodec.hash(LeafCodec.seal(leaf, LeafExamples.COORDINATOR));
    }

    /** {@return the leaf with the approvals of these members} */
    public static <L extends AuthorisedLeaf> L approved(
            ChainState chain, Function<Approvals, L> leaf, Ed25519Key... keys) {
        L bare = leaf.apply(Approvals.none());
        return leaf.apply(Approvals.of(List.of(keys).stream()
                .map(key -> bare.proposal(chain.charterHash()).approve(key))
                .toList()));
    }

    public static NoticeLeaf notice(ChainState chain, MemberNotice notice, Ed25519Key key) {
        return new NoticeLeaf(FEDERATION, chain.lastLeaf(), SignedNotice.sign(FEDERATION, notice, key));
    }

    /** {@return the chain after the founders and one program with the approvals of two of them} */
    public static ChainState ready() throws BrokenChainException {
        GovernedExamples examples = new GovernedExamples();
        examples.start();
        return examples.chain;
    }

    /** {@return all leaves by name, in log order} */
    public static Map<String, LogLeaf> leaves() {
        try {
            GovernedExamples examples = new GovernedExamples();
            examples.start();
            examples.notices();
            examples.rounds();
            return examples.leaves;
        } catch (BrokenChainException e) {
            throw new AssertionError(e);
        }
    }

    private void start() throws BrokenChainException {
        put("registry", new RegistryLeaf(FEDERATION, chain.lastLeaf(), 0, founders()));
        put("program", approved(chain, this::program, KEYS.get(0), KEYS.get(1)));
        put("admission", approved(chain, this::admission, KEYS.get(1), KEYS.get(2)));
    }

    private ProgramLeaf program(Approvals approvals) {
        return new ProgramLeaf(FEDERATION, chain.lastLeaf(), LeafExamples.program(), approvals);
    }

    private RegistryLeaf admission(Approvals approvals) {
        Member joining = Member.of(FEDERATION, KEYS.get(3).publicKey());
        return new RegistryLeaf(FEDERATION, chain.lastLeaf(), 3, List.of(joining), approvals);
    }

    private void notices() throws BrokenChainException {
        Digest first = founders().get(0).pseudonym();
        Digest second = founders().get(1).pseudonym();
        put("dataset", notice(chain, new MemberNotice.Dataset(second, 1, LeafExamples.digest(90)), KEYS.get(1)));
        put(
                "consent-revoked",
                notice(chain, new MemberNotice.Consent(second, 2, false, LeafExamples.digest(91)), KEYS.get(1)));
        put(
                "rotation",
                notice(
                        chain,
                        new MemberNotice.Rotation(first, 1, NEXT_KEY.publicKey(), LeafExamples.digest(92)),
                        NEXT_KEY));
        put(
                "complaint",
                notice(
                        chain,
                        new MemberNotice.Complaint(
                                first, 2, AttemptId.first(1), MemberNotice.Grievance.OMITTED, LeafExamples.digest(93)),
                        NEXT_KEY));
    }

    private void rounds() throws BrokenChainException {
        put("rollback", approved(chain, this::rollback, NEXT_KEY, KEYS.get(2)));
        put("release", approved(chain, this::release, KEYS.get(2)));
        put("program-secure", approved(chain, this::secure, KEYS.get(2), KEYS.get(3)));
        Digest program = secure(Approvals.none()).digest();
        Digest root = LeafExamples.digest(94);
        put("roster", new RosterLeaf(FEDERATION, chain.lastLeaf(), chain.nextAttempt(), program, root, 3));
        Digest survivors = LeafExamples.digest(95);
        put("survivors", new SurvivorsLeaf(FEDERATION, chain.lastLeaf(), chain.nextAttempt(), root, survivors, 2));
        put(
                "round",
                chain.nextRound()
                        .attempt(chain.nextAttempt())
                        .program(secureProgram())
                        .participantsUnknown(4)
                        .abandoned("restarted", STATE, MODEL)
                        .clock(1_767_225_600_000L, 1_767_225_600_250L)
                        .build());
    }

    private ReleaseLeaf release(Approvals approvals) {
        return new ReleaseLeaf(FEDERATION, chain.lastLeaf(), 1, MODEL, LeafExamples.digest(96), approvals);
    }

    private ProgramLeaf secure(Approvals approvals) {
        return new ProgramLeaf(FEDERATION, chain.lastLeaf(), secureProgram(), approvals);
    }

    private static RoundProgram secureProgram() {
        RoundProgram base = LeafExamples.program();
        return new RoundProgram(
                CollectionKind.SECURE,
                base.layout(),
                base.stages(),
                base.encoding(),
                base.participation(),
                2,
                base.disclosure());
    }

    private RollbackLeaf rollback(Approvals approvals) {
        return new RollbackLeaf(
                FEDERATION,
                chain.lastLeaf(),
                1,
                0,
                Change.none(STATE),
                Change.none(MODEL),
                chain.registry().size(),
                approvals);
    }

    private void put(String name, LogLeaf leaf) throws BrokenChainException {
        leaves.put("governed-" + name, leaf);
        chain = chain.next(leaf, hash(leaf));
    }
}
