package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Map;

/** A network as a user writes it: {@code architecture: block}, {@code class: io.foldsync.nn.DenseBlock}. */
public final class DenseBlock implements BlockRecipe {
    private static final long serialVersionUID = 1L;

    private final int hidden;
    private final boolean plain;

    /** @param options {@code hidden}, the units of the first layer, 16 if left out */
    public DenseBlock(Map<String, String> options) {
        this(Integer.parseInt(options.getOrDefault("hidden", "16")), false);
    }

    private DenseBlock(int hidden, boolean plain) {
        this.hidden = hidden;
        this.plain = plain;
    }

    /** Linear layers and ReLU only. */
    static DenseBlock plain() {
        return new DenseBlock(16, true);
    }

    @Override
    public String describe() {
        return "dense block " + hidden;
    }

    @Override
    public Block block(List<Integer> shape, int outputs) {
        SequentialBlock block = new SequentialBlock().add(linear(hidden));
        if (!plain) {
            block.add(BatchNorm.builder().build())
                    .add(new Gate(hidden))
                    .add(Dropout.builder().optRate(0.5f).build());
        }
        return block.add(Activation.reluBlock())
                .add(linear(8))
                .add(Activation.reluBlock())
                .add(linear(outputs));
    }

    private static Linear linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    /** A factor for each unit: a layer that DJL does not have. */
    private static final class Gate extends AbstractBlock {
        private final Parameter factors;

        private Gate(int units) {
            factors = addParameter(Parameter.builder()
                    .setName("factors")
                    .setType(Parameter.Type.GAMMA)
                    .optShape(new Shape(units))
                    .build());
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
            NDArray x = inputs.head();
            return new NDList(store.getValue(factors, x.getDevice(), training).mul(x));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] shapes) {
            return shapes;
        }
    }
}
