package io.foldsync.jobs;

import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import io.foldsync.jobs.config.LayerConfig;
import io.foldsync.nn.AdaptiveAvgPool1d;
import io.foldsync.nn.AdaptiveAvgPool2d;
import io.foldsync.nn.AvgPool1d;
import io.foldsync.nn.AvgPool2d;
import io.foldsync.nn.BatchNorm1d;
import io.foldsync.nn.BatchNorm2d;
import io.foldsync.nn.Concat;
import io.foldsync.nn.Conv1d;
import io.foldsync.nn.Conv2d;
import io.foldsync.nn.ConvTranspose2d;
import io.foldsync.nn.Dropout;
import io.foldsync.nn.Embedding;
import io.foldsync.nn.Flatten;
import io.foldsync.nn.Gelu;
import io.foldsync.nn.GroupNorm;
import io.foldsync.nn.Gru;
import io.foldsync.nn.Layer;
import io.foldsync.nn.LayerNorm;
import io.foldsync.nn.Linear;
import io.foldsync.nn.Lstm;
import io.foldsync.nn.MaxPool1d;
import io.foldsync.nn.MaxPool2d;
import io.foldsync.nn.MeanOverPositions;
import io.foldsync.nn.MultiheadSelfAttention;
import io.foldsync.nn.PositionalEmbedding;
import io.foldsync.nn.PositionalEncoding;
import io.foldsync.nn.Relu;
import io.foldsync.nn.Reshape;
import io.foldsync.nn.Residual;
import io.foldsync.nn.Sequential;
import io.foldsync.nn.Sigmoid;
import io.foldsync.nn.Silu;
import io.foldsync.nn.Softmax;
import io.foldsync.nn.Tanh;
import java.util.List;

/** The part of the {@link Catalogue} that knows layers. */
final class LayerCatalogue {
    private LayerCatalogue() {}

    static List<Layer> layers(List<LayerConfig> layers) {
        return layers.stream().map(LayerCatalogue::layer).toList();
    }

    /** @throws FoldSyncException if the layer's arguments do not fit each other, with the place of the layer */
    private static Layer layer(LayerConfig layer) {
        try {
            return made(layer);
        } catch (FoldSyncException e) { // the recipe knows what is wrong; only the configuration knows where
            if (e.faults().get(0).where().startsWith(layer.key())) {
                throw e; // of a layer within
            }
            throw new FoldSyncException(
                    e.faults().stream().map(fault -> at(layer.key(), fault)).toList());
        }
    }

    private static Fault at(String key, Fault fault) {
        return new Fault(fault.code(), key + " " + fault.where(), fault.found(), fault.expected(), fault.remedy());
    }

    private static Layer made(LayerConfig layer) {
        return switch (layer.kind()) {
            case LINEAR -> new Linear(layer.outputs() ? Linear.OUTPUTS : layer.whole("out"));
            case CONV1D ->
                new Conv1d(
                        layer.whole("out"),
                        layer.whole("kernel"),
                        layer.whole("stride"),
                        layer.whole("padding"),
                        layer.whole("dilation"),
                        layer.whole("groups"),
                        layer.flag("bias"));
            case CONV2D ->
                new Conv2d(
                        layer.whole("out"),
                        layer.whole("kernel"),
                        layer.whole("stride"),
                        layer.whole("padding"),
                        layer.whole("dilation"),
                        layer.whole("groups"),
                        layer.flag("bias"));
            case CONVTRANSPOSE2D ->
                new ConvTranspose2d(
                        layer.whole("out"),
                        layer.whole("kernel"),
                        layer.whole("stride"),
                        layer.whole("padding"),
                        layer.whole("outputPadding"),
                        layer.whole("dilation"),
                        layer.whole("groups"),
                        layer.flag("bias"));
            case BATCHNORM1D -> new BatchNorm1d();
            case BATCHNORM2D -> new BatchNorm2d();
            case LAYERNORM -> new LayerNorm(layer.whole("dimensions"));
            case GROUPNORM -> new GroupNorm(layer.whole("groups"));
            case RELU -> new Relu();
            case GELU -> new Gelu();
            case SILU -> new Silu();
            case TANH -> new Tanh();
            case SIGMOID -> new Sigmoid();
            case SOFTMAX -> new Softmax();
            case MAXPOOL1D -> new MaxPool1d(layer.whole("kernel"), layer.whole("stride"), layer.whole("padding"));
            case MAXPOOL2D -> new MaxPool2d(layer.whole("kernel"), layer.whole("stride"), layer.whole("padding"));
            case AVGPOOL1D -> new AvgPool1d(layer.whole("kernel"), layer.whole("stride"), layer.whole("padding"));
            case AVGPOOL2D -> new AvgPool2d(layer.whole("kernel"), layer.whole("stride"), layer.whole("padding"));
            case ADAPTIVEAVGPOOL1D -> new AdaptiveAvgPool1d(layer.whole("length"));
            case ADAPTIVEAVGPOOL2D -> new AdaptiveAvgPool2d(layer.whole("height"), layer.whole("width"));
            case EMBEDDING -> new Embedding(layer.whole("vocabulary"), layer.whole("features"));
            case POSITIONALENCODING -> new PositionalEncoding();
            case POSITIONALEMBEDDING -> new PositionalEmbedding();
            case MULTIHEADSELFATTENTION -> new MultiheadSelfAttention(layer.whole("heads"), layer.number("dropout"));
            case LSTM -> new Lstm(layer.whole("hidden"), layer.whole("layers"), layer.flag("returnSequence"));
            case GRU -> new Gru(layer.whole("hidden"), layer.whole("layers"), layer.flag("returnSequence"));
            case MEANOVERPOSITIONS -> new MeanOverPositions();
            case FLATTEN -> new Flatten();
            case RESHAPE -> new Reshape(layer.wholes("shape"));
            case DROPOUT -> new Dropout(layer.number("p"));
            case RESIDUAL ->
                new Residual(
                        new Sequential(layers(layer.branch("body"))), new Sequential(layers(layer.branch("shortcut"))));
            case CONCAT ->
                new Concat(
                        layer.several("branches").stream()
                                .map(branch -> new Sequential(layers(branch)))
                                .toList(),
                        layer.whole("dim"));
        };
    }
}
