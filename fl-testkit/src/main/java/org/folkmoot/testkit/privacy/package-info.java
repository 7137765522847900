/**
 * What every part of a private federation keeps to: implement a contract's factory method in a test class and its tests run.
 */
@NullMarked
package org.folkmoot.testkit.privacy;

import org.jspecify.annotations.NullMarked;
