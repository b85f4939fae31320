package waymark.drills;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What reporting says at present. */
final class Figures {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final String ALL = "/reports/cme/summary?from=2017-09-01&to=2027-08-31";

    private final WaymarkProcess waymark;
    private final Http http;

    Figures(WaymarkProcess waymark, Http http) {
        this.waymark = waymark;
        this.http = http;
    }

    /** Returns as soon as so many involvements, and so many closed ones among them, are in the figures. */
    void await(long involvements, long closed) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        var seen = summary();
        while (seen.get("totalInvolvements").asLong() != involvements
                || seen.get("closed").asLong() != closed) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the figures do not get to %d involvements, %d of them closed: %s"
                        .formatted(involvements, closed, seen));
            }
            Thread.sleep(BETWEEN_LOOKS);
            seen = summary();
        }
    }

    private JsonNode summary() {
        return http.get(waymark.uri("reporting", ALL)).orFail().json();
    }
}
