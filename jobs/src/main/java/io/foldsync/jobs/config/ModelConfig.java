package io.foldsync.jobs.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The network. */
public sealed interface ModelConfig {
    /** Of the first stage of the residual network. */
    int DEFAULT_CHANNELS = 32;

    /** Beyond any use, so that twice as many still are an int. */
    int MAX_CHANNELS = 1 << 20;

    /** Up to here a row's numbers tell tokens apart. */
    int MAX_VOCABULARY = 1 << 24;

    /** Dense layers with ReLU and dropout. */
    record Mlp(List<Integer> hidden, double dropout) implements ModelConfig {
        public Mlp {
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * The small residual network.
     *
     * @param channels of the stem and first stage; the second stage has twice as many
     */
    record Resnet(int channels) implements ModelConfig {}

    /**
     * A transformer.
     *
     * @param vocabulary the number of tokens, empty for sequences of vectors
     * @param features of each position within, a multiple of the heads
     * @param depth the number of blocks
     * @param feedforward features between the two linear layers of a block
     */
    record Transformer(
            Optional<Integer> vocabulary, int features, int heads, int depth, int feedforward, double dropout)
            implements ModelConfig {}

    /** Layers one after the other. */
    record Sequence(List<LayerConfig> layers) implements ModelConfig {
        public Sequence {
            layers = List.copyOf(layers);
        }
    }

    /** A class of the user's own. */
    record OwnClass(String name, Map<String, String> options) implements ModelConfig {
        public OwnClass {
            options = Collections.unmodifiableMap(new TreeMap<>(options)); // Map.copyOf has another order in every JVM
        }

        private void write(String architecture, Map<String, Object> model) {
            model.put("architecture", architecture);
            model.putAll(named());
        }

        /** The keys {@code class} and {@code options}. */
        Map<String, Object> named() {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("class", name);
            written.put("options", options);
            return written;
        }
    }

    /**
     * A network that PyTorch exported.
     *
     * @param file its URI
     */
    record TorchScript(String file) implements ModelConfig {}

    /** A class of the user's own that makes a block. */
    record OwnBlock(OwnClass made) implements ModelConfig {}

    /** Whether FoldSync compiles the network, and so knows its inside. */
    default boolean compiled() {
        return !(this instanceof TorchScript || this instanceof OwnBlock);
    }

    /** What {@code model.architecture} may say. */
    enum ArchitectureName {
        MLP("hidden", "dropout"),
        RESNET("channels"),
        TRANSFORMER("vocabulary", "features", "heads", "depth", "feedforward", "dropout"),
        LAYERS("layers"),
        CLASS("class", "options"),
        TORCHSCRIPT("file"),
        BLOCK("class", "options");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> keys;

        ArchitectureName(String... keys) {
            this.keys = List.of(keys);
        }
    }

    static ModelConfig bind(Section model, Locations locations) {
        model.require(
                "architecture",
                "mlp, resnet, transformer, layers, class, torchscript or block",
                "Name the architecture.");
        Optional<ArchitectureName> name = model.name("architecture", ArchitectureName.class);
        Set<String> foreign = new LinkedHashSet<>(); // some keys belong to several architectures
        Arrays.stream(ArchitectureName.values()).forEach(other -> foreign.addAll(other.keys));
        foreign.forEach(model::value); // known, though perhaps not here
        name.ifPresent(known -> {
            foreign.removeAll(Set.copyOf(known.keys));
            model.refuse("architecture: " + Value.written(known), foreign.toArray(String[]::new));
        });
        ModelConfig config = name.map(known -> bind(known, model, locations)).orElse(new Sequence(List.of()));
        model.finish();
        return config;
    }

    private static ModelConfig bind(ArchitectureName name, Section model, Locations locations) {
        return switch (name) {
            case MLP -> {
                model.require("hidden", "the widths of the hidden layers", "Write them, for instance [256, 128].");
                yield new Mlp(
                        model.wholesOrNone("hidden", Bounds.atLeast(1)),
                        model.number("dropout", Bounds.between(0, 1)).orElse(0.0));
            }
            case RESNET -> new Resnet(bindChannels(model));
            case TRANSFORMER -> bindTransformer(model);
            case LAYERS -> {
                model.require("layers", "a list of layers", "Write the layers from input to outputs.");
                yield new Sequence(LayerConfig.bindAll(model, "layers"));
            }
            case CLASS -> bindClass(model);
            case BLOCK -> new OwnBlock(bindClass(model));
            case TORCHSCRIPT -> {
                model.require("file", "a TorchScript file", "Name the file that torch.jit.script(module).save wrote.");
                yield new TorchScript(model.value("file")
                        .flatMap(value -> file(value, locations))
                        .orElse(""));
            }
        };
    }

    /** The keys {@code class} and {@code options}. */
    static OwnClass bindClass(Section model) {
        model.require("class", "the name of a class on the class path", "Name it with its package.");
        return new OwnClass(model.text("class").orElse(""), model.options("options"));
    }

    private static Optional<String> file(Value file, Locations locations) {
        return file.text().flatMap(text -> locations.input(text).or(() -> file.outOfRange("a path or a URI")));
    }

    private static ModelConfig bindTransformer(Section model) {
        model.require("features", "the features of each position", "Write them, for instance 64.");
        model.require("heads", "the heads of each attention, a divisor of the features", "Write them, for instance 4.");
        model.require("depth", "the number of blocks", "Write it, for instance 2.");
        int features = model.whole("features", Bounds.between(1, MAX_CHANNELS)).orElse(1);
        int heads = model.whole("heads", Bounds.atLeast(1)).orElse(1);
        if (features % heads != 0 && model.has("features")) {
            model.value("heads").ifPresent(value -> value.outOfRange("a divisor of the " + features + " features"));
        }
        return new Transformer(
                model.whole("vocabulary", Bounds.between(1, MAX_VOCABULARY)),
                features,
                heads,
                model.whole("depth", Bounds.atLeast(1)).orElse(1),
                model.whole("feedforward", Bounds.between(1, MAX_CHANNELS)).orElse(4 * features),
                model.number("dropout", Bounds.between(0, 1)).orElse(0.0));
    }

    /** The second stage is twice as wide as the first: the network has no other form. */
    private static int bindChannels(Section model) {
        List<Integer> channels = model.wholes("channels", Bounds.between(1, MAX_CHANNELS));
        if (channels.isEmpty()) {
            return DEFAULT_CHANNELS;
        }
        int first = channels.get(0);
        if (!channels.equals(List.of(first, 2 * first))) {
            model.value("channels")
                    .ifPresent(value -> value.outOfRange("the widths of the two stages, the second twice the first: ["
                            + first + ", " + 2 * first + "]"));
        }
        return first;
    }

    /** As it is written in a configuration. */
    default Map<String, Object> written() {
        Map<String, Object> model = new LinkedHashMap<>();
        if (this instanceof Mlp mlp) {
            model.put("architecture", "mlp");
            model.put("hidden", mlp.hidden);
            model.put("dropout", mlp.dropout);
        } else if (this instanceof Resnet resnet) {
            model.put("architecture", "resnet");
            model.put("channels", List.of(resnet.channels, 2 * resnet.channels));
        } else if (this instanceof Transformer transformer) {
            model.put("architecture", "transformer");
            transformer.vocabulary.ifPresent(vocabulary -> model.put("vocabulary", vocabulary));
            model.put("features", transformer.features);
            model.put("heads", transformer.heads);
            model.put("depth", transformer.depth);
            model.put("feedforward", transformer.feedforward);
            model.put("dropout", transformer.dropout);
        } else if (this instanceof Sequence sequence) {
            model.put("architecture", "layers");
            model.put(
                    "layers", sequence.layers.stream().map(LayerConfig::written).toList());
        } else if (this instanceof OwnClass own) {
            own.write("class", model);
        } else if (this instanceof OwnBlock block) {
            block.made.write("block", model);
        } else if (this instanceof TorchScript script) {
            model.put("architecture", "torchscript");
            model.put("file", script.file);
        }
        return model;
    }
}
