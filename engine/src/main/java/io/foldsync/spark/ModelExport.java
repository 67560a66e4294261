package io.foldsync.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.PortableProgram;
import io.foldsync.nn.SavedNetwork;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Writes trained networks as a model directory of DJL's: {@code model.pt}, {@code serving.properties} and, for classes,
 * {@code synset.txt}, one class a line. DJL's {@code Criteria} and DJL Serving load it; so does {@code torch.jit.load}.
 */
public final class ModelExport {
    private ModelExport() {}

    /**
     * Writes what {@code predictor} answers with.
     *
     * @param directory does not exist yet, on any Hadoop file system
     * @throws FoldSyncException {@code NETWORK_FILE} for networks that are not compiled: their code is not ours to export;
     *     {@code OUTPUT_EXISTS}, {@code OUTPUT_UNWRITABLE}
     */
    public static void write(TrainedModel model, Predictor predictor, Configuration hadoop, String directory) {
        byte[] program = program(model, predictor.members());
        try (OutputDirectory output = OutputDirectory.claim(directory, hadoop, Resume.NEVER)) {
            output.write("model.pt", out -> out.write(program));
            output.write("serving.properties", out -> out.write("engine=PyTorch\nbatch_size=1\n".getBytes(UTF_8)));
            if (!model.classes().isEmpty()) {
                String names = String.join("\n", model.classes()) + "\n";
                output.write("synset.txt", out -> out.write(names.getBytes(UTF_8)));
            }
            output.succeed();
        }
    }

    private static byte[] program(TrainedModel model, List<String> members) {
        ModelCard card = model.card();
        SavedNetwork network = card.network().network(file -> content(model, file));
        if (!(network instanceof SavedNetwork.Compiled compiled)) {
            throw FoldSyncException.of(
                    ErrorCode.NETWORK_FILE,
                    network.description(),
                    "a network whose inside FoldSync does not know",
                    "one that FoldSync compiled",
                    "Predict with foldsync predict, or export the network where it was made.");
        }
        PortableProgram program = new PortableProgram(compiled, card.predicted());
        for (ModelCard.Member member : card.members()) {
            if (members.contains(member.name())) {
                MemberTensors.with(member, file -> content(model, file), (normalizer, weights) -> {
                    program.add(normalizer, weights);
                    return member;
                });
            }
        }
        return program.archive();
    }

    private static byte[] content(TrainedModel model, String file) {
        return requireNonNull(model.files().get(file), file);
    }
}
