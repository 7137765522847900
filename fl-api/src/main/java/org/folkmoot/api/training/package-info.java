/** What a client does with a model and its own data; start at {@link org.folkmoot.api.training.ClientTrainer}. */
@NullMarked
package org.folkmoot.api.training;

import org.jspecify.annotations.NullMarked;
