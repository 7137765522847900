package org.folkmoot.audit.log;

/** A published log is not what its checkpoint says: a file of it is missing, changed or too many. */
public final class InvalidLogException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;

    InvalidLogException(String file, String finding) {
        super(file + ": " + finding);
        this.file = file;
    }

    InvalidLogException(String file, String finding, Throwable cause) {
        super(file + ": " + finding, cause);
        this.file = file;
    }

    /** {@return the file that is wrong, relative to the published folder, with forward slashes} */
    public String file() {
        return file;
    }
}
