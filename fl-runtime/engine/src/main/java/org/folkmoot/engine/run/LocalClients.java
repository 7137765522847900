package org.folkmoot.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.audit.key.DerivedKeys;
import org.folkmoot.audit.key.KeyFiles;
import org.folkmoot.engine.client.ClientAgent;
import org.folkmoot.engine.client.SharedChecks;

/**
 * The clients that this process hosts, with their keys: brought along, kept in the client's home, or derived from one
 * secret beside the ledger so that a thousand clients need one file.
 */
final class LocalClients {
    private final Map<ClientId, Registration> registrations = new LinkedHashMap<>();
    private final Map<ClientId, ClientEndpoint> endpoints = new LinkedHashMap<>();

    private LocalClients() {}

    static LocalClients host(
            List<FederationClient> clients, Path ledger, boolean founded, FederationSetup.Sources sources)
            throws IOException {
        LocalClients hosted = new LocalClients();
        Path seed = ledger.resolve("clients").resolve("keys.seed");
        requireSeed(clients, seed, founded);
        SharedChecks checks = SharedChecks.create();
        try (DerivedKeys derived = DerivedKeys.fromFile(seed, sources.random())) {
            for (FederationClient client : clients) {
                SigningKey key = keyOf(client, derived, sources.random());
                hosted.registrations.put(
                        client.id(),
                        new Registration(
                                client.firstKey().orElse(key.publicKey()),
                                client.nextKey().orElse(null)));
                hosted.endpoints.put(client.id(), ClientAgent.of(client, key, sources.clock(), checks));
            }
        }
        return hosted;
    }

    /** {@return who is to be registered how, by name, in the order in which the clients were given} */
    Map<ClientId, Registration> registrations() {
        return registrations;
    }

    Map<ClientId, ClientEndpoint> endpoints() {
        return endpoints;
    }

    /** New keys would make every client a second member. */
    private static void requireSeed(List<FederationClient> clients, Path seed, boolean founded) throws IOException {
        boolean needed = clients.stream()
                .anyMatch(
                        client -> client.signingKey().isEmpty() && client.home().isEmpty());
        if (founded && needed && !Files.exists(seed)) {
            throw new IOException(
                    seed + ": missing (expected: the secret from which the registered clients' keys are derived)");
        }
    }

    private static SigningKey keyOf(FederationClient client, DerivedKeys derived, SecureRandom random)
            throws IOException {
        if (client.signingKey().isPresent()) {
            return client.signingKey().get();
        }
        if (client.home().isPresent()) {
            return KeyFiles.ed25519(client.home().get().resolve("signing.key"), random);
        }
        return derived.derive(client.id().value());
    }
}
