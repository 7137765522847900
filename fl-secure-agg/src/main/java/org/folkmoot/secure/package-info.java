/**
 * Secure aggregation: the coordinator learns the sum of its clients' vectors and nothing else about them, although it carries
 * every message, may lie to each client, and may have up to a third of them work for it.
 *
 * <p>How a session goes. Coordinator and clients hold a {@link org.folkmoot.secure.SecureRound}, each from the log.
 *
 * <pre>
 *   client                                    coordinator
 *   KeyAdvertisement (keys, commitment)  →    Enrolling    → roster; its root goes into the log (ROSTER leaf)
 *   AwaitingRoster                       ←    RosterMessage            (Dealing)
 *   DealtShares                          →
 *   AwaitingShares                       ←    ForwardedShares          (Masking)
 *   MaskedVector                         →    added to one sum, not kept
 *   AwaitingSurvivors                    ←    SurvivorsMessage         (Agreeing); its root goes into the log (SURVIVORS leaf)
 *   Confirmation                         →
 *   AwaitingConfirmations                ←    ConfirmationsMessage     (Unmasking)
 *   Revelation                           →    masks taken away from the sum → Unmasked: sum, evidence
 * </pre>
 *
 * <p>A client's input is hidden by a mask of its own, from a seed that it shares out, and by one mask for each neighbour,
 * which that neighbour takes away. Of a client that survives, the neighbours reveal shares of the seed; of one that drops out,
 * shares of the key of its pairwise masks; of none both. All phases are pure: bytes come in, bytes go out, and secrets come
 * from 32 random bytes. {@link org.folkmoot.secure.client.ClientSession} and {@link
 * org.folkmoot.secure.server.Enrolling} are what an engine holds; {@link org.folkmoot.secure.AnswerLatch}, {@link
 * org.folkmoot.secure.RoundLog} and {@link org.folkmoot.secure.MemberKeys} are what it must supply.
 *
 * <p>Does not show that inputs are honest or bounded, nor hide a client from a coordinator that runs all but a few of the
 * others: against both differential privacy is the defence. The attacks and the tests that make them are in
 * {@code docs/spec/threat-model.md}. Source: Bonawitz et al. 2017; Bell et al. 2020.
 */
@NullMarked
package org.folkmoot.secure;

import org.jspecify.annotations.NullMarked;
