package io.foldsync.nn;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.List;

/**
 * A small residual network for images: a 3x3 convolution, batch norm and ReLU; three blocks of two 3x3 convolutions
 * ({@code c -> c}, {@code c -> 2c} at half the size, {@code 2c -> 2c}), the global average and a linear layer.
 * Convolutions carry a bias, as PyTorch's do unless told.
 *
 * @param channels c, the channels of the first stage
 */
public record ResNet(int channels) implements Architecture {

    public ResNet {
        Sizes.atLeast(1, "ResNet.channels", channels);
    }

    /** The network of 32 and 64 channels. */
    public static ResNet of() {
        return new ResNet(32);
    }

    @Override
    public String describe() {
        return "resnet " + channels + "-" + 2 * channels;
    }

    @Override
    public List<Layer> layers(List<Integer> shape, int outputs) {
        if (shape.size() != 3) {
            throw FoldSyncException.of(
                    ErrorCode.NETWORK_SHAPE,
                    describe(),
                    "rows of shape " + shape,
                    "images of shape [channels, height, width]",
                    remedy(shape));
        }
        int wide = 2 * channels;
        return List.of(
                new Conv2d(channels, 3, 1, 1, true),
                new BatchNorm2d(),
                new Relu(),
                block(channels, channels, 1),
                new Relu(),
                block(channels, wide, 2),
                new Relu(),
                block(wide, wide, 1),
                new Relu(),
                new AdaptiveAvgPool2d(),
                new Flatten(),
                new Linear(Linear.OUTPUTS));
    }

    private static Layer block(int in, int out, int stride) {
        Sequential body = Sequential.of(
                new Conv2d(out, 3, stride, 1, true),
                new BatchNorm2d(),
                new Relu(),
                new Conv2d(out, 3, 1, 1, true),
                new BatchNorm2d());
        boolean same = in == out && stride == 1;
        return new Residual(
                body, same ? Sequential.of() : Sequential.of(new Conv2d(out, 1, stride, 0, true), new BatchNorm2d()));
    }

    private static String remedy(List<Integer> shape) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        int side = (int) Math.round(Math.sqrt(size));
        return side * side == size
                ? "Set data.shape to [1, " + side + ", " + side + "] if each row is a square image."
                : "Set data.shape to [channels, height, width], or choose mlp.";
    }
}
