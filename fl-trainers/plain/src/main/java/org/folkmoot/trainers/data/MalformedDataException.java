package org.folkmoot.trainers.data;

/** Foreign bytes are not the data set they claim to be; the message says where, what was found, what was expected. */
public final class MalformedDataException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDataException(String where, String found, String expected) {
        super(where + ": " + found + " (expected: " + expected + ")");
    }

    MalformedDataException(String where, String found, String expected, Throwable cause) {
        super(where + ": " + found + " (expected: " + expected + ")", cause);
    }
}
