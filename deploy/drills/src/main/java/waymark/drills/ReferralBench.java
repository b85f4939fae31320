package waymark.drills;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.testing.Credentials;

/**
 * The register of contacts and referrals until the monthly figures are those expected of it, against bare bulk inserts of the same documents; then, with five
 * years of one council, the scorecard and the repeat referrals.
 */
final class ReferralBench implements Benchmark {
    private static final String TOPIC = "waymark.referrals";
    private static final int ROWS = 18_699;
    private static final int WARM_UP_ROWS = 2_000;
    private static final int CASES = 170_000;
    private static final int WEEKS_OF_REGISTER = 65;
    private static final int REGISTERS_IN_5_YEARS = 4;
    private static final int ASKED = 200;
    private static final int WARM_UP = 60;
    private static final Pattern DAY = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d");
    private static final String MONTHS = "/reports/social-care/monthly?from=2017-03&to=2017-06";
    private static final String TO_DATE = "/reports/social-care/monthly?from=2030-01&to=2030-01";
    private static final List<String> MEASURES = List.of(
            "contacts",
            "contactsDecidedWithin24HoursPercent",
            "contactsDecidedWithinWorkingDayPercent",
            "contactsOver24HoursAtEnd",
            "referrals",
            "referralsNoFurtherAction",
            "childrenReferred",
            "openReferralsAtEnd",
            "repeatReferralPercent",
            "repeatContactsWithoutReferral",
            "assessmentsCompleted",
            "assessmentsWithin45WorkingDaysPercent",
            "assessmentsNoFurtherActionPercent",
            "assessmentsOverdueAtEnd",
            "section47Enquiries",
            "conferencesWithin15WorkingDaysPercent",
            "conferencesOverdueAtEnd",
            "secondOrSubsequentPlanPercent",
            "childrenOnPlan",
            "closed");

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var registers = WaymarkProcess.home().resolve("contracts/registers");
        var register = Files.readString(registers.resolve("referral-register-2017-06.csv"));
        var expected = JsonMapper.shared().readTree(registers.resolve("referral-register-2017-06.expected.json"));
        try (var waymark = new WaymarkProcess(folder, WaymarkProcess.believingTests());
                var http = new Http(Credentials.OFFICER)) {
            waymark.start();
            warmUp(waymark, register);
            double seconds = take(waymark, http, register, expected);
            var figures = new ArrayList<Figure>();
            figures.add(Figure.atLeast(
                    "register of referrals until the figures are final",
                    ROWS / seconds,
                    "rows/s",
                    1_000,
                    BareInserts.measure(waymark, "referrals"),
                    0.2));
            multiply(new KafkaConnection(waymark.kafka(), Map.of("linger.ms", "20")));
            await(waymark, http, TO_DATE, printed -> printed.get("contacts").asInt() == CASES);
            scorecard(waymark, http, figures);
            ask(
                    waymark,
                    http,
                    "/reports/social-care/repeat-referrals?from=2017-06-01&to=2017-06-30",
                    "repeat-referrals of a month",
                    false,
                    figures);
            ask(
                    waymark,
                    http,
                    "/reports/social-care/repeat-referrals?from=2012-07-01&to=2017-06-30&by=locality",
                    "repeat-referrals of 5 years",
                    false,
                    figures);
            return figures;
        }
    }

    private static void warmUp(WaymarkProcess waymark, String register) {
        var lines = register.lines().limit(WARM_UP_ROWS + 1L).toList();
        try (var elsewhere = new Http(Credentials.OFFICER_ELSEWHERE)) {
            elsewhere
                    .postCsv(
                            waymark.uri("referrals", "/referrals/imports"),
                            String.join("\n", lines) + "\n",
                            "Prefer",
                            "wait=300")
                    .orFail();
        }
    }

    /** Seconds from the first byte until every field of the expected file is printed. */
    private static double take(WaymarkProcess waymark, Http http, String register, JsonNode expected)
            throws InterruptedException {
        long began = System.nanoTime();
        var report = http.postCsv(waymark.uri("referrals", "/referrals/imports"), register, "Prefer", "wait=300")
                .orFail()
                .json();
        if (report.get("accepted").asInt() != ROWS) throw new IllegalStateException("the import ended as " + report);
        await(waymark, http, MONTHS, printed -> has(expected, printed));
        return (System.nanoTime() - began) / 1e9;
    }

    private static boolean has(JsonNode expected, JsonNode printed) {
        return expected.propertyNames().stream()
                .allMatch(field -> expected.get(field).isArray()
                        ? hasRows(expected.get(field), printed.get(field))
                        : expected.get(field).equals(printed.get(field)));
    }

    private static boolean hasRows(JsonNode expected, JsonNode printed) {
        for (int row = 0; row < expected.size(); row++) if (!has(expected.get(row), printed.get(row))) return false;
        return true;
    }

    private static void await(WaymarkProcess waymark, Http http, String report, Predicate<JsonNode> reached)
            throws InterruptedException {
        long deadline = System.nanoTime() + 300_000_000_000L;
        while (!reached.test(http.get(waymark.uri("reporting", report)).orFail().json())) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("the figures do not become final");
            Thread.sleep(20);
        }
    }

    /**
     * Publishes the register's events again as those of other cases, until there are five years of a council: the same children a register's length earlier,
     * four times, then other children. Weekdays stay.
     */
    private static void multiply(KafkaConnection kafka) throws Exception {
        var register = new ArrayList<CaseEvent>();
        try (var topic = new TopicReader(kafka, "bench", TopicReader.partitionsOf(List.of(TOPIC)), Map.of())) {
            topic.readToPresentEnd(records -> {
                for (var message : records) {
                    var event = CloudEventRecords.read(message);
                    if (event.authority().equals(Credentials.OFFICER.authority())) register.add(event);
                }
            });
        }
        var first = register.stream()
                .filter(event -> event.sequence() == 1)
                .map(CaseEvent::caseId)
                .distinct()
                .toList();
        try (var producer = kafka.producer("bench")) {
            for (int copy = 1, left = CASES - first.size(); left > 0; left -= first.size(), copy++) {
                var wanted = Set.copyOf(first.subList(0, Math.min(left, first.size())));
                for (var event : register) {
                    if (!wanted.contains(event.caseId())) continue;
                    // The figures are awaited, which they are not where one was lost.
                    var _ = producer.send(CloudEventRecords.write(TOPIC, another(event, copy), 1));
                }
            }
            producer.flush();
        }
    }

    private static CaseEvent another(CaseEvent event, int copy) {
        int weeks = WEEKS_OF_REGISTER * (copy % REGISTERS_IN_5_YEARS);
        return new CaseEvent(
                another(event.id(), copy),
                event.type(),
                event.authority(),
                another(event.child(), copy / REGISTERS_IN_5_YEARS),
                another(event.caseId(), copy),
                event.sequence(),
                event.previous() == null ? null : another(event.previous(), copy),
                event.effectiveOn().minusWeeks(weeks),
                event.recordedAt(),
                event.actorRole(),
                event.traceparent(),
                earlier(event.data(), weeks));
    }

    private static UUID another(UUID id, int copy) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ copy);
    }

    private static String earlier(String data, int weeks) {
        return DAY.matcher(data)
                .replaceAll(found -> Matcher.quoteReplacement(
                        LocalDate.parse(found.group()).minusWeeks(weeks).toString()));
    }

    /** As it is asked again and again, which answers from memory; and with a contact before each time, after which everything is scanned anew. */
    private static void scorecard(WaymarkProcess waymark, Http http, List<Figure> figures) throws InterruptedException {
        var address = "/scorecard?month=2017-06&measures=socialCare." + String.join(",socialCare.", MEASURES);
        var card = http.get(waymark.uri("reporting", address)).orFail().json();
        int lines = 0;
        for (var section : card.get("sections"))
            lines += section.get("measures").size();
        if (lines != MEASURES.size()) throw new IllegalStateException("the scorecard has " + lines + " measures");
        var scorecard = "scorecard of %d measures, %,d cases".formatted(MEASURES.size(), CASES);
        ask(waymark, http, address, scorecard, false, figures);
        ask(waymark, http, address, scorecard + ", facts changed before", true, figures);
    }

    private static void ask(
            WaymarkProcess waymark, Http http, String path, String what, boolean changing, List<Figure> figures)
            throws InterruptedException {
        var address = waymark.uri("reporting", path);
        var micros = new Histogram(3);
        for (int time = -WARM_UP; time < ASKED; time++) {
            if (changing) change(waymark, http);
            long began = System.nanoTime();
            http.get(address).orFail();
            if (time >= 0) micros.recordValue((System.nanoTime() - began) / 1000);
        }
        figures.add(Figure.toSay(what + ": p50", micros.getValueAtPercentile(50) / 1000.0, "ms"));
        double p99 = micros.getValueAtPercentile(99) / 1000.0;
        figures.add(
                what.startsWith("scorecard")
                        ? Figure.atMost(what + ": p99", p99, "ms", 20)
                        : Figure.toSay(what + ": p99", p99, "ms"));
    }

    /** One more contact, and awaited in the figures. */
    private static void change(WaymarkProcess waymark, Http http) throws InterruptedException {
        int before = contacts(waymark, http);
        http.post(
                        waymark.uri("referrals", "/contacts"),
                        "{\"source\": \"6\", \"children\": [{\"childRef\": \"CYP-%s\"}]}"
                                .formatted(UUID.randomUUID().toString().substring(0, 8)))
                .orFail();
        await(waymark, http, TO_DATE, printed -> printed.get("contacts").asInt() > before);
    }

    private static int contacts(WaymarkProcess waymark, Http http) {
        return http.get(waymark.uri("reporting", TO_DATE))
                .orFail()
                .json()
                .get("contacts")
                .asInt();
    }
}
