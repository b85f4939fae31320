package waymark.drills;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import org.jsoup.nodes.Document;

/**
 * The portal's pages as CME officers ask for them in a day's work, ten a second, with 20,000 involvements of five years. A page is timed from the moment at
 * which it was due to be asked for, so that a slow one does not hide those that wait behind it; a form that is sent is timed until the page that follows it
 * is there. The baseline is a page that asks no service, at the same pace.
 */
final class PagesBench implements Benchmark {
    private static final int CASES = 20_000;
    private static final int PER_SECOND = 10;
    private static final int WARM_UP = 600;
    private static final int PAGES = 1_200;
    private static final int CASES_VISITED = 500;
    private static final List<String> ACCOUNTS = List.of("CME-07", "CME-07", "CME-08", "CME-08", "SEN-09", "SEN-09");
    private static final List<String> OFFICERS =
            List.of("CME-07", "CME-08", "SEN-09", "CME-11", "CME-12", "CME-13", "CME-14", "CME-15", "CME-16", "CME-17");
    private static final String OF_NO_SERVICE = "/accessibility";

    /** Of forty pages, how many are of this kind. */
    private enum Kind {
        LIST(14, "lists"),
        CASE(14, "case pages"),
        FORM(7, "forms"),
        SENT(3, "forms sent, with the case page after them"),
        SEARCH(1, "searches by the child's number"),
        START(1, "the start page");

        private final int inForty;
        private final String words;

        Kind(int inForty, String words) {
            this.inForty = inForty;
            this.words = words;
        }
    }

    private static final List<Kind> DAY = List.of(Kind.values()).stream()
            .flatMap(kind -> IntStream.range(0, kind.inForty).mapToObj(_ -> kind))
            .toList();

    /** Their own list most of all, as it opens. */
    private static final List<String> LISTS = List.of(
            "",
            "",
            "",
            "?officer=all",
            "?officer=all&page=2",
            "?officer=all&locality=Wycombe&schoolYear=7",
            "?officer=all&overdue=yes",
            "?officer=all&status=closed");

    private static final List<String> FORMS =
            List.of("checks", "enquiries", "reviews", "closure", "opening-correction");

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var waymark = new WaymarkProcess(folder, Map.of());
                var http = new Http(waymark.officer())) {
            waymark.start();
            var register = register();
            var report = http.postCsv(
                            waymark.uri("involvements", "/involvements/imports"), register, "Prefer", "wait=300")
                    .orFail()
                    .json();
            if (report.get("accepted").asInt() != CASES) {
                throw new IllegalStateException("the import ended as " + report);
            }
            new Figures(waymark, http)
                    .await(
                            CASES,
                            register.lines().skip(1).filter(Register::isClosed).count());
            var visitors = new ArrayList<Visitor>();
            try {
                for (var account : ACCOUNTS) visitors.add(Visitor.signedIn(waymark.uri("portal", "/"), account));
                var day = new Day(visitors, ids(http, waymark, "open"), ids(http, waymark, "closed"));
                day.atAnEvenPace(WARM_UP, false);
                var ofNoService =
                        day.atAnEvenPace(PAGES / 4, true).values().iterator().next();
                return figures(day.atAnEvenPace(PAGES, false), millis(ofNoService, 95));
            } finally {
                visitors.forEach(Visitor::close);
            }
        }
    }

    private static List<Figure> figures(Map<Kind, Histogram> taken, double ofNoService) {
        var all = new Histogram(3);
        taken.values().forEach(all::add);
        var figures = new ArrayList<Figure>();
        figures.add(Figure.toSay(
                "pages of an officer's day, 10/s, %,d cases: p50".formatted(CASES), millis(all, 50), "ms"));
        var p95 = millis(all, 95);
        figures.add(new Figure(
                "pages of an officer's day, 10/s, %,d cases: p95".formatted(CASES),
                p95,
                "ms",
                ofNoService,
                "at most 300",
                p95 <= 300));
        taken.forEach((kind, micros) -> figures.add(Figure.toSay(
                "  %s (%d of %d): p95".formatted(kind.words, micros.getTotalCount(), PAGES),
                millis(micros, 95),
                "ms")));
        return figures;
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    /** One in ten is open; each officer has a tenth of them. */
    private static String register() {
        var random = new Random(CASES);
        var rows = Register.csv(CASES).lines().toList();
        var csv = new StringBuilder(rows.getFirst()).append(",officer\n");
        for (var row : rows.subList(1, rows.size())) {
            csv.append(row)
                    .append(',')
                    .append(OFFICERS.get(random.nextInt(OFFICERS.size())))
                    .append('\n');
        }
        return csv.toString();
    }

    private static List<String> ids(Http http, WaymarkProcess waymark, String status) {
        URI list = waymark.uri("involvements", "/involvements?size=%d&status=%s".formatted(CASES_VISITED, status));
        return StreamSupport.stream(http.get(list).orFail().json().get("items").spliterator(), false)
                .map(item -> item.get("id").asString())
                .toList();
    }

    /** Which page is asked for next, by whom and of which case: the same in each run. */
    private static final class Day {
        private final Random random = new Random(7);
        private final List<Visitor> visitors;
        private final List<String> open;
        private final List<String> closed;
        private int sent;

        Day(List<Visitor> visitors, List<String> open, List<String> closed) {
            this.visitors = visitors;
            this.open = open;
            this.closed = closed;
        }

        /** @return microseconds of each kind */
        Map<Kind, Histogram> atAnEvenPace(int pages, boolean ofNoService) throws Exception {
            record Timed(Kind kind, Future<Long> micros) {}
            var timed = new ArrayList<Timed>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                long began = System.nanoTime();
                for (int number = 0; number < pages; number++) {
                    var kind = ofNoService ? Kind.START : DAY.get(random.nextInt(DAY.size()));
                    var visitor = visitors.get(number % visitors.size());
                    Callable<Document> page = ofNoService ? () -> visitor.page(OF_NO_SERVICE) : next(kind, visitor);
                    long due = began + number * (1_000_000_000L / PER_SECOND);
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                    timed.add(new Timed(kind, threads.submit(() -> {
                        page.call();
                        return (System.nanoTime() - due) / 1000;
                    })));
                }
            }
            var taken = new EnumMap<Kind, Histogram>(Kind.class);
            for (var one : timed) {
                taken.computeIfAbsent(one.kind, _ -> new Histogram(3)).recordValue(answered(one.micros));
            }
            return taken;
        }

        private static long answered(Future<Long> micros) throws InterruptedException {
            try {
                return micros.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a page was not answered well", failed.getCause());
            }
        }

        private Callable<Document> next(Kind kind, Visitor visitor) {
            return switch (kind) {
                case LIST -> {
                    var list = "/involvements" + one(LISTS);
                    yield () -> visitor.page(list);
                }
                case CASE -> {
                    var one = "/involvements/" + one(random.nextInt(3) > 0 ? open : closed);
                    yield () -> visitor.page(one);
                }
                case FORM -> {
                    var form = "/involvements/%s/record/%s".formatted(one(open), one(FORMS));
                    yield () -> visitor.page(form);
                }
                // A case of its own each time: two who record at once on the same case are another story.
                case SENT -> {
                    var form = "/involvements/%s/record/checks".formatted(open.get(sent++ % open.size()));
                    yield () -> visitor.send(
                            visitor.page(form).expectForm("#form"), Map.of("service", "social-care", "known", "no"));
                }
                case SEARCH -> {
                    var child = "CYP-B%06d".formatted(random.nextInt(CASES));
                    yield () -> visitor.send(
                            visitor.page("/involvements/search").expectForm("#form"), Map.of("childRef", child));
                }
                case START -> () -> visitor.page("/");
            };
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
