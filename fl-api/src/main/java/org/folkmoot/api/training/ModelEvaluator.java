package org.folkmoot.api.training;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;

/** Measures models on one fixed set of data. Safe for use by one thread at a time. */
public interface ModelEvaluator {
    /** {@return how good this model is} */
    Evaluation evaluate(ParameterVector model);

    /** {@return a commitment to the data it measures on, which the proof names} */
    Digest dataDigest();
}
