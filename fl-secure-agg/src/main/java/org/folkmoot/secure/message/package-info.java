/**
 * What goes over the wire, byte for byte. Each message has one form; what is not exactly that ends in {@link
 * org.folkmoot.secure.message.MalformedMessageException}. In the order of a session: {@link
 * org.folkmoot.secure.message.KeyAdvertisement}, {@link org.folkmoot.secure.message.RosterMessage}, {@link
 * org.folkmoot.secure.message.DealtShares}, {@link org.folkmoot.secure.message.ForwardedShares}, {@link
 * org.folkmoot.secure.message.MaskedVector}, {@link org.folkmoot.secure.message.SurvivorsMessage}, {@link
 * org.folkmoot.secure.message.Confirmation}, {@link org.folkmoot.secure.message.ConfirmationsMessage}, {@link
 * org.folkmoot.secure.message.Revelation}; and {@link org.folkmoot.secure.message.Complaint} in between.
 *
 * <p>All integers are big-endian; a message starts with the version, 1, and its number.
 */
@NullMarked
package org.folkmoot.secure.message;

import org.jspecify.annotations.NullMarked;
