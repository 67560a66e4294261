package io.foldsync.jobs;

import io.foldsync.jobs.config.LayerConfig;
import io.foldsync.nn.AdaptiveAvgPool2d;
import io.foldsync.nn.AvgPool2d;
import io.foldsync.nn.BatchNorm1d;
import io.foldsync.nn.BatchNorm2d;
import io.foldsync.nn.Conv2d;
import io.foldsync.nn.Dropout;
import io.foldsync.nn.Flatten;
import io.foldsync.nn.Gelu;
import io.foldsync.nn.Layer;
import io.foldsync.nn.Linear;
import io.foldsync.nn.MaxPool2d;
import io.foldsync.nn.Relu;
import io.foldsync.nn.Residual;
import io.foldsync.nn.Sequential;
import io.foldsync.nn.Sigmoid;
import io.foldsync.nn.Tanh;
import java.util.List;

/** The part of the {@link Catalogue} that knows layers. */
final class LayerCatalogue {
    private LayerCatalogue() {}

    static List<Layer> layers(List<LayerConfig> layers) {
        return layers.stream().map(LayerCatalogue::layer).toList();
    }

    private static Layer layer(LayerConfig layer) {
        return switch (layer.kind()) {
            case LINEAR -> new Linear(layer.outputs() ? Linear.OUTPUTS : layer.whole("out"));
            case CONV2D ->
                new Conv2d(
                        layer.whole("out"),
                        layer.whole("kernel"),
                        layer.whole("stride"),
                        layer.whole("padding"),
                        layer.flag("bias"));
            case BATCHNORM1D -> new BatchNorm1d();
            case BATCHNORM2D -> new BatchNorm2d();
            case RELU -> new Relu();
            case GELU -> new Gelu();
            case TANH -> new Tanh();
            case SIGMOID -> new Sigmoid();
            case MAXPOOL2D -> new MaxPool2d(layer.whole("kernel"), layer.whole("stride"));
            case AVGPOOL2D -> new AvgPool2d(layer.whole("kernel"), layer.whole("stride"));
            case ADAPTIVEAVGPOOL2D -> new AdaptiveAvgPool2d();
            case FLATTEN -> new Flatten();
            case DROPOUT -> new Dropout(layer.number("p"));
            case RESIDUAL ->
                new Residual(
                        new Sequential(layers(layer.branch("body"))), new Sequential(layers(layer.branch("shortcut"))));
        };
    }
}
