package waymark.drills;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** For how long a service answered nobody well: somebody asks it again and again, the other instance at once where one fails, until closed. */
final class Availability implements AutoCloseable {
    private static final long PAUSE_MILLIS = 400;

    /** Something that the service is asked. */
    @FunctionalInterface
    interface Question {
        /**
         * Returns where it was answered well.
         *
         * @param turn of instances
         */
        void ask(int turn) throws Exception;
    }

    /** In nanoseconds of {@link System#nanoTime}. */
    record Span(long from, long to) {
        boolean touches(Span other) {
            return to > other.from && from < other.to;
        }
    }

    private final String service;
    private final Question question;
    /** Between two good answers. */
    private final List<Span> gaps = new ArrayList<>();

    /** When neither instance answered well. */
    private final List<Span> failures = new ArrayList<>();

    private final Thread asking;
    private volatile boolean closed;
    private long last;
    private int asked;
    private int elsewhere;

    Availability(String service, Question question) {
        this.service = service;
        this.question = question;
        asking = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        int turn = 0;
        while (!closed) {
            long from = System.nanoTime();
            boolean answered = isAnswered(turn);
            // The one that does not answer is not asked first again.
            if (!answered) turn++;
            boolean byOther = !answered && isAnswered(turn);
            note(answered || byOther, byOther, from);
            if (answered) turn++;
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private boolean isAnswered(int turn) {
        try {
            question.ask(turn);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception away) {
            return false;
        }
    }

    private synchronized void note(boolean answered, boolean byOther, long from) {
        asked++;
        if (byOther) elsewhere++;
        long now = System.nanoTime();
        if (!answered) {
            failures.add(new Span(from, now));
            return;
        }
        if (last != 0) gaps.add(new Span(last, now));
        last = now;
    }

    String service() {
        return service;
    }

    synchronized int asked() {
        return asked;
    }

    /** How many were answered by the other instance alone. */
    synchronized int elsewhere() {
        return elsewhere;
    }

    /** How many neither instance answered well in that time. */
    synchronized long failed(Span within) {
        return failures.stream().filter(one -> one.touches(within)).count();
    }

    /** In seconds: of the times between two good answers that touch the span, and none of the others; 0 where there are none. */
    synchronized double longest(Span within, List<Span> but) {
        return gaps.stream()
                        .filter(gap -> gap.touches(within) && but.stream().noneMatch(gap::touches))
                        .mapToLong(gap -> gap.to() - gap.from())
                        .max()
                        .orElse(0)
                / 1e9;
    }

    @Override
    public void close() {
        closed = true;
        try {
            asking.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
