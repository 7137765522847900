package org.folkmoot.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes numbered lines to a file and to standard output; without end, unless told how many. */
final class Victim {
    private Victim() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        long count = args.length > 1 ? Long.parseLong(args[1]) : Long.MAX_VALUE;
        for (long i = 1; i <= count; i++) {
            Files.writeString(file, i + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.out.println("line " + i);
        }
        System.exit(7);
    }
}
