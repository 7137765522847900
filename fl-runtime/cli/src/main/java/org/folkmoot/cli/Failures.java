package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;

/** Says in words what kept a command from its work. */
final class Failures {
    private Failures() {}

    /** {@return that a file or folder cannot be read, and why} */
    static InvalidProofException unreadable(Path path, IOException cause) {
        return new InvalidProofException(FailureKind.UNREADABLE, path.toString(), reason(cause), cause);
    }

    /** {@return that a file is not what it should be, and why} */
    static InvalidProofException malformed(String where, Exception cause) {
        return new InvalidProofException(FailureKind.MALFORMED, where, String.valueOf(cause.getMessage()), cause);
    }

    /** {@return why the file system refused; its own message is often the bare path} */
    static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (cause instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (cause instanceof FileSystemException refused && refused.getReason() != null) {
            return Objects.requireNonNull(refused.getReason());
        }
        return String.valueOf(cause.getMessage());
    }

    /** {@return the failure of a command that verifies nothing, line by line, with what to do} */
    static List<String> lines(InvalidProofException failure) {
        return List.of(
                "✗ " + failure.kind().meaning() + ".",
                "  Where: " + failure.where(),
                "  Found: " + failure.detail(),
                "  What to do: " + failure.kind().advice(),
                "  (" + failure.kind().word() + ", exit code " + failure.kind().exitCode() + ")");
    }

    /** {@return that the command was not understood, for programs} */
    static JsonObject usageJson(String what, String advice) {
        return Json.object()
                .put("verified", false)
                .put("failure", "usage")
                .put("exitCode", ExitCodes.USAGE)
                .put("where", "command line")
                .put("detail", what)
                .put("advice", advice)
                .build();
    }
}
