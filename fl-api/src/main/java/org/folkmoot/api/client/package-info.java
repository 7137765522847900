/** Those who hold data: identity, policy floor, consent; start at {@link org.folkmoot.api.client.FederationClient}. */
@NullMarked
package org.folkmoot.api.client;

import org.jspecify.annotations.NullMarked;
