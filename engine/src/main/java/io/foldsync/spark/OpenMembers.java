package io.foldsync.spark;

import io.foldsync.nn.SavedNetwork;
import io.foldsync.nn.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The chosen networks of a finished run, loaded where they score rows. Used by one thread at a time. */
final class OpenMembers implements AutoCloseable {
    private final List<TrainedNetwork> networks = new ArrayList<>();

    /** @param files gives a file's content by its name below the run's folder */
    OpenMembers(ModelCard card, List<ModelCard.Member> members, Function<String, byte[]> files, String device) {
        SavedNetwork network = card.network().network(files);
        try {
            for (ModelCard.Member member : members) {
                networks.add(MemberTensors.with(
                        member,
                        files,
                        (normalizer, weights) -> TrainedNetwork.open(
                                network, card.shape(), card.predicted(), normalizer, weights, device)));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Raw outputs {@code [rows, outputs]} of each network; features as {@link TrainedNetwork#outputs} takes them. */
    List<float[]> outputs(float[] features, int rows) {
        return networks.stream().map(network -> network.outputs(features, rows)).toList();
    }

    @Override
    public void close() {
        networks.forEach(TrainedNetwork::close);
    }
}
