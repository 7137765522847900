package org.folkmoot.cli;

/** How an answer is written. Lower case, because this is what the user types. */
enum Format {
    /** Plain words on standard output. */
    text,
    /** One JSON object on standard output, plain words on standard error. */
    json
}
