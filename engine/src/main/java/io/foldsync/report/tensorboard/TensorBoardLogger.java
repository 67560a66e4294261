package io.foldsync.report.tensorboard;

import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.Every;
import io.foldsync.report.RunFolder;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunRecord;
import io.foldsync.report.RunView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Writes event files for TensorBoard below {@code tensorboard} in the run's folder: a run of TensorBoard's a fold, {@code
 * fold-0} and so on, whose curves have the same tags and so lie over each other, and one called {@code mean}, which also
 * has the learning rate, the parameters and the end. Step e is epoch e, from 0.
 *
 * <p>At intervals and at the end every run gets a further file with what is new, because few file systems can append;
 * TensorBoard reads the files of one run one after the other.
 */
public final class TensorBoardLogger implements RunView {
    private static final String MEAN = "mean";

    private final Clock clock;
    private final Every every;
    private final Map<String, EventFile> fresh = new TreeMap<>();
    private RunFolder folder = RunFolder.none();
    private String stamp = "";
    private int segment;

    /** A logger that writes at most every so often, and at the end. */
    public TensorBoardLogger(Duration interval) {
        this(interval, Clock.systemUTC(), System::nanoTime);
    }

    TensorBoardLogger(Duration interval, Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.every = new Every(interval, nanos);
    }

    @Override
    public void writingTo(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void started(RunHeader header) {
        fresh.clear();
        segment = 0;
        stamp = String.format(Locale.ROOT, "%010d", clock.instant().getEpochSecond());
        add(MEAN, Event.text(seconds(), "run", markdown(header)));
        publishIfDue();
    }

    private static String markdown(RunHeader header) {
        StringBuilder text = new StringBuilder("**" + header.title() + "** " + header.subtitle() + "\n\n");
        text.append("|parameter|value|\n|---|---|\n");
        header.parameters().forEach((name, value) -> text.append('|')
                .append(name)
                .append('|')
                .append(value.replace("|", "\\|").replace('\n', ' '))
                .append("|\n"));
        return text.toString();
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        double seconds = seconds();
        Map<Integer, Map<String, Double>> folds = new TreeMap<>();
        for (EpochReport report : round.reports()) {
            folds.put(report.fold(), new TreeMap<>(report.values()));
        }
        for (FoldTiming timing : timings) {
            Map<String, Double> values = folds.computeIfAbsent(timing.fold(), fold -> new TreeMap<>());
            values.put("time/train_seconds", timing.trainSeconds());
            values.put("time/validate_seconds", timing.validateSeconds());
            values.put("time/train_rows_per_second", timing.rowsPerSecond());
        }
        folds.forEach((fold, values) -> add("fold-" + fold, Event.scalars(seconds, round.epoch(), values)));
        Map<String, Double> means = new TreeMap<>(Map.of("lr", round.order().lr()));
        round.measures().forEach(measure -> means.put(measure, round.mean(measure)));
        add(MEAN, Event.scalars(seconds, round.epoch(), means));
        publishIfDue();
    }

    @Override
    public void finished(History history, StopReason reason) {
        add(MEAN, Event.text(seconds(), "end", reason.code() + ": " + reason.text()));
        publish();
    }

    @Override
    public void completed(RunRecord run) {
        publish();
    }

    @Override
    public void failed(Throwable cause) {
        add(MEAN, Event.text(seconds(), "end", "failed: " + cause));
        publish();
    }

    private void add(String run, byte[] event) {
        fresh.computeIfAbsent(run, name -> new EventFile(seconds())).add(event);
    }

    private void publishIfDue() {
        if (every.due()) {
            publish();
        }
    }

    private void publish() {
        String name = String.format(Locale.ROOT, "events.out.tfevents.%s.foldsync.%06d", stamp, segment);
        fresh.forEach((run, file) -> folder.write("tensorboard/" + run + "/" + name, out -> out.write(file.bytes())));
        fresh.clear();
        segment++;
    }

    private double seconds() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() * 1e-9;
    }
}
