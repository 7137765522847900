package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.linalg_vector_norm;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Norms over what belongs to one example, summed in double. */
final class Norms {
    private Norms() {}

    /** {@return the squared L2 norm of each row; shape [examples], double} */
    static Tensor squared(Tensor rows) {
        long[] overValues = {1};
        return linalg_vector_norm(rows, new Scalar(2.0), overValues, false, new ScalarTypeOptional(ScalarType.Double))
                .square_();
    }
}
