package org.folkmoot.audit.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.disclosure.StreamedDigest;

/**
 * The files of a released model, with the digest of each.
 *
 * <p>Source: OpenSSF Model Signing v1.0, serialisation method {@code files}.
 *
 * @param resources the files, sorted by name, each once, at least one
 */
public record ModelManifest(List<Resource> resources) {
    private static final String LEFTOVER = ".tmp";

    /** Most files of one model. */
    public static final int MAX_RESOURCES = 10_000;

    /**
     * One file.
     *
     * @param name path below the model's folder, with forward slashes
     * @param sha256 digest of its bytes
     */
    public record Resource(String name, Digest sha256) {
        /** Rejects names that lead out of the folder. */
        public Resource {
            boolean leadsOut = name.isEmpty()
                    || name.startsWith("/")
                    || name.contains("\\")
                    || List.of(name.split("/", -1)).stream()
                            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
            if (leadsOut) {
                throw new IllegalArgumentException(
                        "name: \"" + name + "\" (expected: a path below the model's folder)");
            }
        }
    }

    /** Rejects none, too many, unsorted and repeated ones. */
    public ModelManifest {
        resources = List.copyOf(resources);
        if (resources.isEmpty() || resources.size() > MAX_RESOURCES) {
            throw new IllegalArgumentException(
                    "resources: " + resources.size() + " (expected: 1 to " + MAX_RESOURCES + ")");
        }
        for (int i = 1; i < resources.size(); i++) {
            if (resources.get(i - 1).name().compareTo(resources.get(i).name()) >= 0) {
                throw new IllegalArgumentException(
                        "resources: \"" + resources.get(i).name() + "\" (expected: sorted by name, each once)");
            }
        }
    }

    /**
     * {@return the manifest of all files in this folder}
     *
     * @throws IOException if it cannot be read, or holds a link or anything else that is no plain file,
     *     or what a crash left behind
     */
    public static ModelManifest of(Path folder) throws IOException {
        List<Resource> resources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(file + ": no plain file (expected: plain files only)");
                }
                if (file.toString().endsWith(LEFTOVER)) {
                    throw new IOException(file + ": left behind by a crash (expected: none; remove it first)");
                }
                String name = folder.relativize(file).toString().replace('\\', '/');
                resources.add(new Resource(name, StreamedDigest.of(file)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        resources.sort(Comparator.comparing(Resource::name));
        return new ModelManifest(resources);
    }

    /** {@return the SHA-256 over the digests of the files in their order: the one name of all of them} */
    public Digest root() {
        byte[][] digests = resources.stream().map(each -> each.sha256().bytes()).toArray(byte[][]::new);
        return Digest.sha256(digests);
    }
}
