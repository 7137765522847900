package org.folkmoot.audit.policy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.json.StrictUtf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy file line by line. The file is octets: names are told apart by their bytes, so it is read as Latin-1.
 *
 * <p>A witness's key may be written as type 1, as others allow: it is the same Ed25519 key, and what counts are its
 * cosignatures, of type 4.
 */
final class PolicyReader {
    private static final int MAX_ENTRIES = 100;
    private static final String NONE = "none";

    private final List<VerifierKey> logs = new ArrayList<>();
    private final List<VerifierKey> witnesses = new ArrayList<>();
    private final Map<String, Quorum> named = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private @Nullable Quorum quorum;
    private int groups;
    private int line;

    TrustPolicy read(Bytes file) throws MalformedPolicyException {
        if (file.size() > TrustPolicy.MAX_BYTES) {
            throw new MalformedPolicyException(
                    "policy: " + file.size() + " bytes (expected: <= " + TrustPolicy.MAX_BYTES + ")");
        }
        String text = new String(file.toByteArray(), StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\n")) {
            throw new MalformedPolicyException("policy: no line feed at its end (expected: one after each line)");
        }
        for (String one : text.split("\n", -1)) {
            line++;
            readLine(one);
        }
        if (quorum == null) {
            throw new MalformedPolicyException("policy: no quorum (expected: one line: quorum NAME)");
        }
        return policy(quorum);
    }

    private TrustPolicy policy(Quorum found) throws MalformedPolicyException {
        try {
            return TrustPolicy.of(logs, witnesses, found);
        } catch (IllegalArgumentException e) {
            throw new MalformedPolicyException("policy: " + e.getMessage(), e);
        }
    }

    private void readLine(String text) throws MalformedPolicyException {
        require(text.chars().allMatch(PolicyReader::isAllowed), "a control character (expected: none but tabs)");
        List<String> words = Arrays.stream(text.split("[ \t]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty() || words.get(0).startsWith("#")) {
            return;
        }
        switch (words.get(0)) {
            case "log" -> readLog(words);
            case "witness" -> readWitness(words);
            case "group" -> readGroup(words);
            case "quorum" -> readQuorum(words);
            default -> throw malformed("unknown word (expected: log, witness, group or quorum)");
        }
    }

    private static boolean isAllowed(int octet) {
        return octet == '\t' || (octet >= ' ' && octet != 0x7f);
    }

    private void readLog(List<String> words) throws MalformedPolicyException {
        require(words.size() == 2 || words.size() == 3, "expected: log KEY [URL]");
        require(logs.size() < MAX_ENTRIES, "more than " + MAX_ENTRIES + " logs");
        VerifierKey key = key(words.get(1));
        require(!key.isCosigner(), "a witness's key (expected: a log's, type 1)");
        logs.add(key);
    }

    private void readWitness(List<String> words) throws MalformedPolicyException {
        require(words.size() == 3 || words.size() == 4, "expected: witness NAME KEY [URL]");
        require(witnesses.size() < MAX_ENTRIES, "more than " + MAX_ENTRIES + " witnesses");
        VerifierKey key = key(words.get(2));
        VerifierKey cosigner = VerifierKey.cosigner(key.name(), key.publicKey());
        witnesses.add(cosigner);
        define(words.get(1), new Quorum.One(cosigner));
    }

    private void readGroup(List<String> words) throws MalformedPolicyException {
        require(words.size() >= 4, "expected: group NAME all|any|K NAME...");
        require(++groups <= MAX_ENTRIES, "more than " + MAX_ENTRIES + " groups");
        List<Quorum> parts = new ArrayList<>();
        for (String name : words.subList(3, words.size())) {
            parts.add(defined(name));
            require(members.add(name), "a member for the second time (expected: each name in one group)");
        }
        define(words.get(1), new Quorum.Group(threshold(words.get(2), parts.size()), parts));
    }

    private int threshold(String word, int size) throws MalformedPolicyException {
        if (word.equals("all")) {
            return size;
        }
        if (word.equals("any")) {
            return 1;
        }
        String expected = "threshold (expected: all, any or a number from 1 to " + size + ")";
        require(word.matches("[1-9][0-9]{0,4}"), expected);
        int threshold = Integer.parseInt(word);
        require(threshold <= size, expected);
        return threshold;
    }

    private void readQuorum(List<String> words) throws MalformedPolicyException {
        require(words.size() == 2, "expected: quorum NAME");
        require(quorum == null, "a second quorum (expected: one)");
        quorum = words.get(1).equals(NONE) ? Quorum.none() : defined(words.get(1));
    }

    private void define(String name, Quorum meaning) throws MalformedPolicyException {
        require(!name.equals(NONE), "the name none (expected: another one, for it means: nobody)");
        require(named.putIfAbsent(name, meaning) == null, "a name for the second time (expected: each name once)");
    }

    private Quorum defined(String name) throws MalformedPolicyException {
        Quorum meaning = named.get(name);
        if (meaning == null) {
            throw malformed("an unknown name (expected: a witness or group of a line above)");
        }
        return meaning;
    }

    private VerifierKey key(String octets) throws MalformedPolicyException {
        try {
            return VerifierKey.parse(StrictUtf8.decode(octets.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new MalformedPolicyException("policy: line " + line + ": " + e.getMessage(), e);
        }
    }

    private void require(boolean holds, String problem) throws MalformedPolicyException {
        if (!holds) {
            throw malformed(problem);
        }
    }

    private MalformedPolicyException malformed(String problem) {
        return new MalformedPolicyException("policy: line " + line + ": " + problem);
    }
}
