package io.foldsync.spark;

import static java.util.Objects.requireNonNull;

import io.foldsync.nn.TrainedNetwork;
import io.foldsync.spark.data.RowFeatures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Scores a partition's rows batch by batch: takes rows whose last value is their packed features, gives them with their
 * answer in its place.
 *
 * @param files the run's files by their names below its folder
 * @param members the names of the networks that answer together
 */
record PartitionScoring(
        TreeMap<String, Broadcast<byte[]>> files,
        ArrayList<String> members,
        ArrayList<String> columns,
        boolean bytes,
        DeviceChoice device)
        implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        if (!rows.hasNext()) {
            return rows;
        }
        ModelCard card = ModelCard.read(ModelCard.FILE, file(ModelCard.FILE));
        List<ModelCard.Member> chosen = card.members().stream()
                .filter(member -> members.contains(member.name()))
                .toList();
        OpenMembers open = new OpenMembers(card, chosen, this::file, TaskDevice.choose(device));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> open.close());
        return new Scored(rows, open, new Answers(card.predicted()), card.numbersARow());
    }

    private byte[] file(String name) {
        return requireNonNull(files.get(name), name).value();
    }

    /** The partition's rows with their answers; a batch is scored when its first row is asked for. */
    private final class Scored implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final OpenMembers open;
        private final Answers answers;
        private final int d;
        private final Queue<Row> ready = new ArrayDeque<>();

        Scored(Iterator<Row> rows, OpenMembers open, Answers answers, int d) {
            this.rows = rows;
            this.open = open;
            this.answers = answers;
            this.d = d;
        }

        @Override
        public boolean hasNext() {
            return !ready.isEmpty() || rows.hasNext();
        }

        @Override
        public Row next() {
            if (ready.isEmpty()) {
                score();
            }
            return ready.remove();
        }

        private void score() {
            if (!rows.hasNext()) {
                throw new NoSuchElementException();
            }
            int most = TrainedNetwork.mostRows(d);
            List<Row> batch = new ArrayList<>();
            float[] features = new float[most * d];
            while (batch.size() < most && rows.hasNext()) {
                Row row = rows.next();
                RowFeatures.unpack(columns, bytes, row.getAs(row.size() - 1), d, features, batch.size() * d);
                batch.add(row);
            }
            List<float[]> outputs = open.outputs(Arrays.copyOf(features, batch.size() * d), batch.size());
            for (int i = 0; i < batch.size(); i++) {
                ready.add(answered(batch.get(i), answers.of(outputs, i)));
            }
        }

        private static Row answered(Row row, Object[] answer) {
            int kept = row.size() - 1;
            Object[] values = new Object[kept + answer.length];
            for (int i = 0; i < kept; i++) {
                values[i] = row.get(i);
            }
            System.arraycopy(answer, 0, values, kept, answer.length);
            return RowFactory.create(values);
        }
    }
}
