package org.folkmoot.examples;

/**
 * What is shown of a client.
 *
 * @param name its name
 * @param examples how many examples it has
 * @param alone accuracy on the test set of a model that it trained without the others, in [0, 1]
 */
record ClientRow(String name, int examples, double alone) {}
