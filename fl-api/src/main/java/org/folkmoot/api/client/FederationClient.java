package org.folkmoot.api.client;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.training.ClientTrainer;
import org.jspecify.annotations.Nullable;

/**
 * One who takes part: an identity, a trainer over its own data, and the terms on which it does so.
 *
 * <p>Without {@link Builder#signingKey} the runtime that hosts the client makes a key and keeps it in the client's
 * home, or beside the ledger where the client has none. The coordinator proper never sees it.
 */
public final class FederationClient {
    private final ClientId id;
    private final ClientTrainer trainer;
    private final PolicyFloor floor;
    private final Consent consent;
    private final @Nullable SigningKey signingKey;
    private final @Nullable Path home;
    private final @Nullable Bytes firstKey;
    private final @Nullable Digest nextKey;
    private final @Nullable Digest dataset;
    private volatile Wish wish = Wish.UNSPOKEN;

    private FederationClient(Builder builder) {
        this.id = builder.id;
        this.trainer = builder.trainer;
        this.floor = builder.floor;
        this.consent = builder.consent;
        this.signingKey = builder.signingKey;
        this.home = builder.home;
        this.firstKey = builder.firstKey;
        this.nextKey = builder.nextKey;
        this.dataset = builder.dataset;
    }

    /** {@return a client with the default terms: clear updates allowed, consent to train the shared model} */
    public static FederationClient of(String id, ClientTrainer trainer) {
        return builder(id, trainer).build();
    }

    /** {@return a builder for a client with this name and trainer} */
    public static Builder builder(String id, ClientTrainer trainer) {
        return new Builder(ClientId.of(id), requireNonNull(trainer, "trainer"));
    }

    /** {@return its name, known to the coordinator and kept off the log} */
    public ClientId id() {
        return id;
    }

    /** {@return what improves models on its data} */
    public ClientTrainer trainer() {
        return trainer;
    }

    /** {@return the least it insists on} */
    public PolicyFloor floor() {
        return floor;
    }

    /** {@return what it agreed to} */
    public Consent consent() {
        return consent;
    }

    /** {@return the key that it brings, if it brings one} */
    public Optional<SigningKey> signingKey() {
        return Optional.ofNullable(signingKey);
    }

    /** {@return the folder for its own state, if it has one} */
    public Optional<Path> home() {
        return Optional.ofNullable(home);
    }

    /** {@return the key under which it was registered, where that is no longer the one it signs with} */
    public Optional<Bytes> firstKey() {
        return Optional.ofNullable(firstKey);
    }

    /** {@return SHA-256 of the key that may replace the one it signs with, if it committed to one} */
    public Optional<Digest> nextKey() {
        return Optional.ofNullable(nextKey);
    }

    /** {@return the commitment to its data that it wants on record, if any} */
    public Optional<Digest> dataset() {
        return Optional.ofNullable(dataset);
    }

    /**
     * Withdraws the consent, from any thread. From now on this client contributes nothing, whatever it is sent; with the
     * next message it has the withdrawal put on record, and no round after that may include it. A contribution that was
     * sent before may still count in the round for which it was made.
     */
    public void revokeConsent() {
        wish = Wish.REVOKED;
    }

    /** Gives the consent again; it counts from when the log holds it. */
    public void giveConsent() {
        wish = Wish.GIVEN;
    }

    /** {@return what its owner has said of the consent, in this process} What the log holds stands until it is said. */
    public Wish wish() {
        return wish;
    }

    /** What an owner has said of the consent. */
    public enum Wish {
        /** Nothing: it consents, unless the log says that it has withdrawn. */
        UNSPOKEN,
        /** It is withdrawn. */
        REVOKED,
        /** It is given, again if need be. */
        GIVEN
    }

    @Override
    public String toString() {
        return "FederationClient[" + id + "]";
    }

    /** Collects the terms of a client. */
    public static final class Builder {
        private final ClientId id;
        private final ClientTrainer trainer;
        private PolicyFloor floor = PolicyFloor.clearUpdatesAllowed();
        private Consent consent = Consent.to("training the shared model of this federation");
        private @Nullable SigningKey signingKey;
        private @Nullable Path home;
        private @Nullable Bytes firstKey;
        private @Nullable Digest nextKey;
        private @Nullable Digest dataset;

        private Builder(ClientId id, ClientTrainer trainer) {
            this.id = id;
            this.trainer = trainer;
        }

        /** Sets the least it insists on. */
        public Builder floor(PolicyFloor value) {
            floor = requireNonNull(value, "floor");
            return this;
        }

        /** Sets what its owner agreed to. */
        public Builder consent(Consent value) {
            consent = requireNonNull(value, "consent");
            return this;
        }

        /** Brings its own Ed25519 key. */
        public Builder signingKey(SigningKey value) {
            signingKey = requireNonNull(value, "signingKey");
            return this;
        }

        /** Sets the folder for its own state: key, and what it must not forget of the federation. One for each federation. */
        public Builder home(Path value) {
            home = requireNonNull(value, "home");
            return this;
        }

        /**
         * Says under which key it was registered, where {@link #signingKey} has replaced that. The client then has the
         * change put on record, which takes that it committed to the new key before.
         */
        public Builder firstKey(Bytes value) {
            firstKey = requireNonNull(value, "firstKey");
            return this;
        }

        /**
         * Commits to the key that may replace the one it signs with: its SHA-256. Keep that key elsewhere. Whoever steals
         * the present one can then be locked out; without a commitment a stolen key cannot be replaced.
         */
        public Builder nextKey(Digest value) {
            nextKey = requireNonNull(value, "nextKey");
            return this;
        }

        /** Has a commitment to its data put on record, such as the root of a salted manifest. */
        public Builder dataset(Digest value) {
            dataset = requireNonNull(value, "dataset");
            return this;
        }

        /** {@return the client} */
        public FederationClient build() {
            return new FederationClient(this);
        }
    }
}
