package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One plain line a round, for logs and pipes. */
final class PlainView implements RunView {
    private final Appendable out;
    private final Terminal terminal;
    private final LongSupplier nanos;

    private @Nullable Run run;

    PlainView(Appendable out, Terminal terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    @Override
    public void started(RunHeader header) {
        run = new Run(header, new Pace(nanos));
        line(header.title() + (header.subtitle().isEmpty() ? "" : "  " + header.subtitle()));
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        if (run != null) {
            run.pace.met();
            int left = run.header.epochs() - round.epoch() - 1;
            line(RoundLine.text(run.header, round, terminal.unicode()) + "  " + run.pace.text(left));
        }
    }

    @Override
    public void finished(History history, StopReason reason) {
        String time = run == null ? "" : " in " + Decimals.seconds(run.pace.elapsed());
        line("finished " + Words.count(history.epochs(), "epoch") + time + ": " + reason.text());
    }

    /** Control characters would let a run's name move the cursor; they are dropped. */
    private void line(String text) {
        try {
            out.append(Words.printable(text, terminal.unicode())).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Run(RunHeader header, Pace pace) {}
}
