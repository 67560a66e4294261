package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The folds at a glance, redrawn in place after every meeting. */
final class LiveView implements RunView {
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";
    private static final String BOLD = ESCAPE + "1m";
    private static final String DIM = ESCAPE + "2m";
    private static final String RED = ESCAPE + "31m";
    private static final String NORMAL = ESCAPE + "0m";

    private final Appendable out;
    private final Terminal terminal;
    private final LongSupplier nanos;

    private @Nullable Run run;
    private int drawn;

    LiveView(Appendable out, Terminal terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    @Override
    public void started(RunHeader header) {
        run = new Run(header, new LiveFrame(header, terminal), new Pace(nanos), new ArrayList<>());
        drawn = 0;
        write(styled(fitted(header.title()), BOLD) + "\n");
        if (!header.subtitle().isEmpty()) {
            write(styled(fitted(header.subtitle()), DIM) + "\n");
        }
        draw(run.frame.waiting());
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        if (run != null) {
            run.pace.met();
            run.seen.add(round);
            int left = run.header.epochs() - round.epoch() - 1;
            draw(run.frame.met(run.seen, timings, run.pace.text(left)));
        }
    }

    @Override
    public void finished(History history, StopReason reason) {
        String time = run == null ? "" : " in " + Decimals.seconds(run.pace.elapsed());
        String text = "finished " + Words.count(history.epochs(), "epoch") + time + ": " + reason.text();
        write(Words.printable(text, terminal.unicode()) + "\n");
    }

    /** Goes back up over the last frame and writes the new one over it. */
    private void draw(List<LiveFrame.Line> lines) {
        StringBuilder frame = new StringBuilder(drawn == 0 ? "" : ESCAPE + drawn + "A\r");
        for (LiveFrame.Line line : lines) {
            String style =
                    switch (line.tone()) {
                        case HEADING -> DIM;
                        case USUAL -> "";
                        case ALARM -> RED;
                    };
            frame.append(styled(fitted(line.text()), style)).append(CLEAR_LINE).append('\n');
        }
        write(frame.append(CLEAR_BELOW).toString());
        drawn = lines.size();
    }

    /** The text on one line: a line that wraps would spoil the way back up. */
    private String fitted(String text) {
        String printable = Words.printable(text, terminal.unicode());
        int width = terminal.columns() - 1;
        return printable.codePointCount(0, printable.length()) <= width
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, width));
    }

    private String styled(String text, String style) {
        return terminal.colours() && !style.isEmpty() ? style + text + NORMAL : text;
    }

    private void write(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Run(RunHeader header, LiveFrame frame, Pace pace, List<Round> seen) {}
}
