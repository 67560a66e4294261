package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.jobs.config.JobFile;
import io.foldsync.nn.Architecture;
import io.foldsync.nn.Embedding;
import io.foldsync.nn.Gru;
import io.foldsync.nn.LayerList;
import io.foldsync.nn.Lstm;
import io.foldsync.nn.MeanOverPositions;
import io.foldsync.nn.MultiheadSelfAttention;
import io.foldsync.nn.PositionalEmbedding;
import io.foldsync.nn.PositionalEncoding;
import io.foldsync.nn.TransformerEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceNetworksTest {

    @Test
    void layersOfSequencesAreTheConfiguredOnes() {
        assertThat(
                        network(
                                """
                architecture: layers
                layers:
                  - embedding: { vocabulary: 9, features: 4 }
                  - positionalencoding
                  - positionalembedding
                  - multiheadselfattention: { heads: 2 }
                  - multiheadselfattention: { heads: 2, dropout: 0.1 }
                  - lstm: { hidden: 5, layers: 2, returnSequence: true }
                  - gru: { hidden: 5 }
                  - meanoverpositions
                """))
                .isEqualTo(LayerList.of(
                        new Embedding(9, 4),
                        new PositionalEncoding(),
                        new PositionalEmbedding(),
                        new MultiheadSelfAttention(2, 0),
                        new MultiheadSelfAttention(2, 0.1),
                        new Lstm(5, 2, true),
                        new Gru(5, 1, false),
                        new MeanOverPositions()));
    }

    @Test
    void transformersAreTheConfiguredOnes() {
        assertThat(network("{ architecture: transformer, features: 8, heads: 2, depth: 3 }"))
                .isEqualTo(new TransformerEncoder(TransformerEncoder.VECTORS, 8, 2, 3, 32, 0));
        assertThat(
                        network(
                                """
                architecture: transformer
                vocabulary: 9
                features: 8
                heads: 2
                depth: 3
                feedforward: 5
                dropout: 0.1
                """))
                .isEqualTo(new TransformerEncoder(9, 8, 2, 3, 5, 0.1));
    }

    private static Architecture network(String model) {
        String text = "data: { path: x.csv, label: label }\noutput: out\nmodel:\n" + model.indent(2);
        return Catalogue.architecture(JobFile.of("job.yaml", "file:/jobs/job.yaml", text, List.of(), "file:/cwd")
                .config()
                .model());
    }
}
