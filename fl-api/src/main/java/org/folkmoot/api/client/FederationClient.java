package org.folkmoot.api.client;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.folkmoot.api.ClientId;
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

    private FederationClient(Builder builder) {
        this.id = builder.id;
        this.trainer = builder.trainer;
        this.floor = builder.floor;
        this.consent = builder.consent;
        this.signingKey = builder.signingKey;
        this.home = builder.home;
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

        /** {@return the client} */
        public FederationClient build() {
            return new FederationClient(this);
        }
    }
}
