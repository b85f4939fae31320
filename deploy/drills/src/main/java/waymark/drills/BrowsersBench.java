package waymark.drills;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * From the answer of a command until 200 browsers on the portal have heard the changed figure, with others among them that have stopped reading. Commands
 * are two seconds apart, because a page is told of changes once a second at most. The baseline is one client of reporting itself, in the same run.
 */
final class BrowsersBench implements Benchmark {
    private static final String MEASURE = "cme.openAtEnd";
    private static final String LIVE = "/dashboards/live?measures=" + MEASURE;
    private static final String LONG_LIVE =
            "/dashboards/live?measures=cme.openAtEnd,cme.opened,cme.closed,cme.totalInvolvements,cme.children";
    private static final int BROWSERS = 200;
    private static final int STALLED = 20;
    private static final int WARM_UP = 10;
    private static final int COMMANDS = 40;
    private static final long BETWEEN_COMMANDS = 2_000;
    private static final List<String> ACCOUNTS = List.of("CME-07", "CME-08", "MAN-01", "MAN-02", "ANA-01");

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        // All in this benchmark are five people; a portal's people have fewer places each.
        var places = Integer.toString(BROWSERS + STALLED);
        try (var waymark = new WaymarkProcess(folder, Map.of("WAYMARK_PORTAL_LIVE_MOST_OF_ONE_PERSON", places));
                var http = new Http(waymark.officer())) {
            waymark.start();
            var clients = new ArrayList<LiveClient>();
            try {
                var reporting = waymark.uri("reporting", "/live?measures=" + MEASURE);
                var authorization = "Authorization: " + waymark.officer().bearer();
                var direct = LiveClient.follow(reporting, authorization, MEASURE);
                clients.add(direct);
                var browsers = follow(waymark, clients);
                direct.awaitSnapshot();
                for (var browser : browsers) browser.awaitSnapshot();
                commands(http, waymark, 0, WARM_UP);
                var answers = commands(http, waymark, WARM_UP, COMMANDS);
                var heard = new Histogram(3);
                for (var browser : browsers) record(browser, answers, heard);
                var alone = new Histogram(3);
                record(direct, answers, alone);
                var last = heard.getMaxValue() / 1000.0;
                return List.of(
                        Figure.toSay(
                                "answer to changed figure at %d browsers beside %d that stalled: p50"
                                        .formatted(BROWSERS, STALLED),
                                heard.getValueAtPercentile(50) / 1000.0,
                                "ms"),
                        new Figure(
                                "the same: the last of %,d times".formatted(heard.getTotalCount()),
                                last,
                                "ms",
                                alone.getMaxValue() / 1000.0,
                                "at most 500",
                                last <= 500));
            } finally {
                for (var client : clients) client.close();
            }
        }
    }

    /** Stalled ones among the others, not after them. */
    private static List<LiveClient> follow(WaymarkProcess waymark, List<LiveClient> all) throws Exception {
        var cookies = new ArrayList<String>();
        for (var account : ACCOUNTS) {
            try (var visitor = Visitor.signedIn(waymark.uri("portal", "/"), account)) {
                cookies.add("Cookie: " + visitor.cookie());
            }
        }
        var browsers = new ArrayList<LiveClient>();
        URI live = waymark.uri("portal", LIVE);
        for (int browser = 0; browser < BROWSERS; browser++) {
            var cookie = cookies.get(browser % cookies.size());
            if (browser % (BROWSERS / STALLED) == 0) {
                all.add(LiveClient.stall(waymark.uri("portal", LONG_LIVE), cookie));
            }
            browsers.add(LiveClient.follow(live, cookie, MEASURE));
        }
        all.addAll(browsers);
        return browsers;
    }

    /** @return by the figure that each command makes, when it was answered */
    private static List<Answered> commands(Http http, WaymarkProcess waymark, int before, int commands)
            throws InterruptedException {
        var answers = new ArrayList<Answered>();
        for (int command = 1; command <= commands; command++) {
            http.post(
                            waymark.uri("involvements", "/involvements"),
                            "{\"childRef\": \"CYP-V%07d\", \"locality\": \"Wycombe\", \"referredBy\": \"school\"}"
                                    .formatted(before + command))
                    .orFail();
            answers.add(new Answered(before + command, System.nanoTime()));
            TimeUnit.MILLISECONDS.sleep(BETWEEN_COMMANDS);
        }
        return answers;
    }

    private record Answered(int figure, long at) {}

    private static void record(LiveClient client, List<Answered> answers, Histogram micros) {
        for (var answer : answers) {
            var heard = client.seen().stream()
                    .filter(seen -> seen.value() == answer.figure)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a browser never heard of " + answer));
            micros.recordValue(Math.max(0, heard.at() - answer.at) / 1000);
        }
    }
}
