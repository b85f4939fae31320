package waymark.drills;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import waymark.calendar.BusinessClock;

/** A page of the coordinators' work list with 20,000 open assessments, against reading one of them; each page is held to what was imported. */
final class WorkListBench implements Benchmark {
    private static final int CASES = 20_000;
    private static final int ROUNDS = 500;
    private static final int WARM_UP = 50;
    private static final int PAGE_SIZE = 50;
    private static final int DECIDED_AT = 35;

    private final LocalDate today = BusinessClock.system().today();

    /**
     * An open assessment, as far along the course as its age allows.
     *
     * @param age days since the request
     */
    private record Row(int age, String need, String locality, int coordinator) {
        /** Until it is decided the decision is due first, afterwards the advice of health, which never comes. */
        int daysLeft() {
            return age > DECIDED_AT ? DECIDED_AT + 42 - age : 42 - age;
        }
    }

    /** @param shows which cases, of which it shows those from {@code page} on */
    private record ListPage(String query, int page, Predicate<Row> shows) {
        private static final List<ListPage> ALL = List.of(
                new ListPage("page=0", 0, row -> true),
                new ListPage("page=100", 100, row -> true),
                new ListPage("coordinator=SEND-7", 0, row -> row.coordinator() == 7),
                new ListPage(
                        "overdue=true&locality=Wycombe",
                        0,
                        row -> row.daysLeft() < 0 && row.locality().equals("Wycombe")),
                new ListPage(
                        "dueWithin=14&primaryNeed=ASD",
                        0,
                        row -> row.daysLeft() <= 14 && row.need().equals("ASD")));
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var rows = rows();
        try (var waymark = new WaymarkProcess(folder, Map.of());
                var http = new Http(waymark.officer())) {
            waymark.start();
            var report = http.postCsv(
                            waymark.uri("assessments", "/assessments/imports"), register(rows), "Prefer", "wait=300")
                    .orFail()
                    .json();
            if (report.get("accepted").asInt() != CASES)
                throw new IllegalStateException("the import ended as " + report);
            var first = http.get(waymark.uri("assessments", "/assessments?size=1"))
                    .orFail()
                    .json();
            var one = waymark.uri(
                    "assessments", "/assessments/" + first.at("/items/0/id").asString());
            var reading = p99(http, one);
            var figures = new ArrayList<Figure>();
            for (var page : ListPage.ALL) {
                var address = waymark.uri("assessments", "/assessments?" + page.query());
                check(page, rows, http.get(address).orFail().json());
                var p99 = p99(http, address);
                figures.add(new Figure(
                        "GET /assessments?%s, %,d open: p99".formatted(page.query(), CASES),
                        p99,
                        "ms",
                        reading,
                        "at most 100",
                        p99 <= 100));
            }
            return figures;
        }
    }

    private static double p99(Http http, URI address) {
        var micros = new Histogram(3);
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long sent = System.nanoTime();
            http.get(address).orFail();
            if (round >= 0) micros.recordValue((System.nanoTime() - sent) / 1000);
        }
        return micros.getValueAtPercentile(99) / 1000.0;
    }

    /** A wrong page may well be a fast one: the total must be right, and its rows those that are due first. */
    private void check(ListPage page, List<Row> rows, JsonNode answer) {
        var due = rows.stream()
                .filter(page.shows())
                .map(row -> today.plusDays(row.daysLeft()).toString())
                .sorted()
                .toList();
        var expected = due.stream()
                .skip((long) page.page() * PAGE_SIZE)
                .limit(PAGE_SIZE)
                .toList();
        var shown = new ArrayList<String>();
        for (var item : answer.get("items")) shown.add(Trade.text(item, "dueOn"));
        if (expected.isEmpty() || !shown.equals(expected) || answer.get("total").asInt() != due.size()) {
            throw new IllegalStateException("%s shows %s of %s, and ought to show %s of %d"
                    .formatted(page.query(), shown, answer.get("total"), expected, due.size()));
        }
    }

    private static List<Row> rows() {
        var random = new Random(CASES);
        return IntStream.range(0, CASES)
                .mapToObj(number -> new Row(
                        random.nextInt(200),
                        List.of("ASD", "SLCN", "SEMH").get(random.nextInt(3)),
                        List.of("Aylesbury", "Wycombe").get(random.nextInt(2)),
                        random.nextInt(40)))
                .toList();
    }

    private String register(List<Row> rows) {
        var csv = new StringBuilder(
                "assessment_ref,child_ref,requested_on,request_source,decision_on,decision,"
                        + "ep_advice_requested_on,ep_advice_received_on,health_advice_requested_on,draft_plan_on,primary_need,school_year,locality,coordinator\n");
        for (int number = 0; number < rows.size(); number++) {
            var row = rows.get(number);
            var requestedOn = today.minusDays(row.age());
            boolean decided = row.age() > DECIDED_AT;
            var decidedOn = decided ? requestedOn.plusDays(DECIDED_AT) : "";
            csv.append("BENCH-%06d,CYP-W%06d,%s,school,%s,%s,%s,%s,%s,%s,%s,%d,%s,SEND-%d%n"
                    .formatted(
                            number,
                            number,
                            requestedOn,
                            decidedOn,
                            decided ? "assess" : "",
                            decidedOn,
                            row.age() > 80 ? requestedOn.plusDays(78) : "",
                            decidedOn,
                            row.age() > 110 ? requestedOn.plusDays(105) : "",
                            row.need(),
                            number % 14,
                            row.locality(),
                            row.coordinator()));
        }
        return csv.toString();
    }
}
