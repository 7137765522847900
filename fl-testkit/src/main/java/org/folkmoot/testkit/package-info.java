/**
 * What an implementation of a service interface must keep to, and what it must withstand: contracts to implement in a
 * test class, generators of inputs, attackers and faults.
 *
 * <p>Start at the contract of the interface you implement, such as {@link org.folkmoot.testkit.ClientTrainerContract}:
 * {@code class MyTrainerTest implements ClientTrainerContract}. Contracts run on JUnit 5 and jqwik.
 */
@NullMarked
package org.folkmoot.testkit;

import org.jspecify.annotations.NullMarked;
