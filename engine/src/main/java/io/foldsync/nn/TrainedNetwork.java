package io.foldsync.nn;

import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.List;
import java.util.Map;

/** A trained network that scores rows and learns no more. Not safe for use by several threads at a time. */
public interface TrainedNetwork extends AutoCloseable {
    /** The most rows of one call: what bounds the memory that features take. */
    static int mostRows(int d) {
        return Math.max(1, Math.min(4096, (1 << 22) / d));
    }

    /**
     * Loads a network with its weights.
     *
     * @param shape of one row
     * @param normalizer what its features were normalised by in training
     * @param weights by PyTorch's names, as {@link Model#weights} gave them
     * @param device {@code cpu}, or {@code cuda:0} and so on
     * @throws FoldSyncException {@code NETWORK_SHAPE} if the weights are of another network; {@code NETWORK_FILE} if it
     *     cannot be made; {@code CLASS_NOT_USABLE} if its class cannot be found
     */
    static TrainedNetwork open(
            SavedNetwork network,
            List<Integer> shape,
            Target target,
            Normalizer normalizer,
            Map<String, HostTensor> weights,
            String device) {
        Natives.start();
        if (network instanceof SavedNetwork.Compiled compiled) {
            return new ScoringProgram(compiled, normalizer, weights, device);
        } else if (network instanceof SavedNetwork.Script script) {
            return new ScoringNetwork(script.network(), shape, target, normalizer, weights, device);
        } else if (network instanceof SavedNetwork.Block block) {
            NamedBlock named = NamedBlock.of(block.className(), block.options());
            return new ScoringNetwork(named, shape, target, normalizer, weights, device);
        }
        SavedNetwork.Unknown unknown = (SavedNetwork.Unknown) network;
        throw FoldSyncException.of(
                ErrorCode.NETWORK_FILE,
                unknown.description(),
                "an object of " + unknown.className() + ", of which only training knew how it was made",
                "a network that can be made again",
                "Train NamedBlock.of(class name, options), or a class with one constructor that takes nothing.");
    }

    /**
     * Raw outputs (logits for classes), {@code [rows, outputs]} row-major: to rounding what training measured on such rows.
     *
     * @param features {@code [rows, d]} row-major, not normalised; {@link #mostRows} rows at most
     */
    float[] outputs(float[] features, int rows);

    /** Lets go of its memory on the device. */
    @Override
    void close();
}
