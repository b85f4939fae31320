package waymark.portal.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import waymark.portal.desk.Desk;

/** One browser that follows live figures: which, from which questions, and in whose name. */
final class LiveClient {
    /** @param mark what the browser has behind the measure's id */
    record Followed(LiveQuestion question, String measure, String mark) {}

    /**
     * All that is known, over all questions.
     *
     * @param values by measure and mark; null until every question is answered
     * @param lostSince when the first of those lost was; null where none is
     * @param refused null where none is
     */
    record Latest(Map<String, Number> values, Instant lostSince, String refused) {}

    private final Desk desk;
    private final List<Followed> followed = new ArrayList<>();
    private final Semaphore moved = new Semaphore(0);
    private volatile boolean spent;
    private volatile boolean displaced;
    private volatile boolean ended;

    LiveClient(Desk desk) {
        this.desk = desk;
    }

    Desk desk() {
        return desk;
    }

    void follow(LiveQuestion question, String measure, String mark) {
        followed.add(new Followed(question, measure, mark));
    }

    List<LiveQuestion> questions() {
        return followed.stream().map(Followed::question).distinct().toList();
    }

    /** Its token is not accepted any more: the browser has to come again with another. */
    void spend() {
        spent = true;
        end();
    }

    boolean spent() {
        return spent;
    }

    /** Its owner follows elsewhere, in as many places as may be. */
    void displace() {
        displaced = true;
        end();
    }

    boolean displaced() {
        return displaced;
    }

    void end() {
        ended = true;
        wake();
    }

    boolean ended() {
        return ended;
    }

    void wake() {
        moved.release();
    }

    /** Waits until something may have moved; the latest is looked up afterwards. */
    boolean moved(Duration patience) throws InterruptedException {
        boolean moves = moved.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        moved.drainPermits();
        return moves;
    }

    Latest latest() {
        var values = new LinkedHashMap<String, Number>();
        Instant lostSince = null;
        String refused = null;
        boolean complete = true;
        for (var question : questions()) {
            var state = question.state();
            complete &= state.values() != null;
            if (state.lostSince() != null
                    && (lostSince == null || state.lostSince().isBefore(lostSince))) {
                lostSince = state.lostSince();
            }
            if (refused == null) refused = state.refused();
            for (var one : followed) {
                if (one.question == question && state.values() != null) {
                    values.put(one.measure + one.mark, state.values().get(one.measure));
                }
            }
        }
        return new Latest(complete ? values : null, lostSince, refused);
    }
}
