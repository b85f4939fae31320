package waymark.drills;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import waymark.calendar.BusinessClock;

/** EHC needs assessments: requested, decided, advised on, drafted, issued, refused or withdrawn, excused, and what is put right later. */
final class AssessmentTrade implements Trade {
    private static final List<String> NEEDS = List.of("ASD", "SLCN", "SEMH");
    private static final String PSYCHOLOGIST = "educational-psychologist";
    private static final int LATEST_REQUEST = 20;
    private static final int EARLIEST_REQUEST = 300;
    private static final int DAYS_OF_20_WEEKS = 140;
    private static final int DAYS_OF_6_WEEKS = 42;

    @Override
    public String service() {
        return "assessments";
    }

    @Override
    public List<Cases> cases() {
        return List.of(new Cases("assessments", "assessmentRef"));
    }

    @Override
    public Work begin(Random random) {
        return new AssessmentWork(random);
    }

    private enum Stage {
        REQUESTED,
        DECIDED,
        ASKED,
        ADVISED,
        DRAFTED,
        ISSUED,
        /** Without a plan. */
        ENDED
    }

    /** Each step of the course is of the day of the one before or later, and none is to come. */
    private static final class AssessmentWork implements Work {
        private static final int DAYS_TO_COMMENT = 15;
        private static final int DAYS_FOR_AN_EXCEPTION = 100;

        private final Random random;
        private final LocalDate today = BusinessClock.system().today();
        private LocalDate requestedOn;
        private Stage stage = Stage.REQUESTED;
        /** Of the last step. */
        private LocalDate day;

        private IntConsumer whenDone;
        private String need;
        private LocalDate needSince;
        private int asking;
        private LocalDate askedOn;
        private int advice;
        private LocalDate adviceAskedOn;
        private boolean secondBodyAsked;
        private int exception;
        private LocalDate issuableFrom;
        private Stage beforeEnding;
        private int ending;
        private LocalDate earliestEnding;

        private AssessmentWork(Random random) {
            this.random = random;
            requestedOn = today.minusDays(LATEST_REQUEST + random.nextInt(EARLIEST_REQUEST - LATEST_REQUEST + 1));
            day = requestedOn;
            need = NEEDS.get(random.nextInt(NEEDS.size()));
            needSince = requestedOn;
        }

        @Override
        public Step opening(String child) {
            return new Step(
                    "",
                    "\"childRef\": \"%s\", \"requestedOn\": \"%s\", \"requestSource\": \"school\", \"primaryNeed\": \"%s\", \"schoolYear\": \"5\", \"locality\": \"Wycombe\""
                            .formatted(child, requestedOn, need));
        }

        @Override
        public Step next() {
            int choice = random.nextInt(16);
            if (choice == 0) return openedADayEarlier();
            if (stage == Stage.ENDED) return choice < 4 ? ofAnotherDay() : reopening();
            if (choice == 1) return anotherNeed();
            if (choice == 2) return exception == 0 ? exception() : withdrawalOfException();
            if (choice == 3 && advice != 0) return adviceOfAnotherDay();
            if (stage == Stage.ISSUED) return choice < 7 ? reopening() : ofAnotherDay();
            if (choice == 4) return ending(Stage.ENDED, "withdrawal", "withdrawnOn", day, "");
            if (choice == 5 && stage != Stage.REQUESTED) return ending(Stage.ENDED, "refusal", "decidedOn", day, "");
            return switch (stage) {
                case REQUESTED ->
                    choice < 7
                            ? ending(Stage.ENDED, "decision", "decidedOn", day, ", \"decision\": \"do-not-assess\"")
                            : decision();
                case DECIDED -> asking();
                case ASKED -> choice < 8 ? reminder() : choice < 10 && !secondBodyAsked ? secondAsking() : advice();
                case ADVISED -> choice < 7 ? asking() : draft();
                case DRAFTED ->
                    issuableFrom.isAfter(today)
                            ? representations()
                            : ending(Stage.ISSUED, "plan", "issuedOn", issuableFrom, "");
                case ISSUED, ENDED -> throw new IllegalStateException("nothing follows " + stage);
            };
        }

        private Step decision() {
            var on = within(60, day);
            return step(
                    "decision", "decidedOn", on, ", \"decision\": \"assess\"", version -> reached(Stage.DECIDED, on));
        }

        private Step asking() {
            var on = within(5, day);
            return step("advice-requests", "requestedOn", on, of(PSYCHOLOGIST), version -> {
                reached(Stage.ASKED, on);
                asking = version;
                askedOn = on;
            });
        }

        private Step secondAsking() {
            return step("advice-requests", "requestedOn", day, of("health"), version -> secondBodyAsked = true);
        }

        private Step reminder() {
            return step("reminders", "remindedOn", day, of(PSYCHOLOGIST), version -> {});
        }

        private Step advice() {
            var on = within(80, day);
            return step("advice", "receivedOn", on, of(PSYCHOLOGIST), version -> {
                reached(Stage.ADVISED, on);
                advice = version;
                adviceAskedOn = askedOn;
            });
        }

        /** Not after the last step: what comes after an ending is no advice to the assessment. */
        private Step adviceOfAnotherDay() {
            int days = (int) ChronoUnit.DAYS.between(adviceAskedOn, day) + 1;
            return correction(advice, within(days, adviceAskedOn));
        }

        private Step draft() {
            var on = within(30, day);
            return step("drafts", "sentOn", on, "", version -> {
                reached(Stage.DRAFTED, on);
                issuableFrom = on.plusDays(DAYS_TO_COMMENT);
            });
        }

        /** They end the time to comment. */
        private Step representations() {
            var on = within(10, day);
            return step("representations", "receivedOn", on, "", version -> {
                day = on;
                issuableFrom = on;
            });
        }

        private Step ending(Stage as, String path, String field, LocalDate earliest, String more) {
            return step(path, field, within(40, earliest), more, version -> {
                beforeEnding = stage;
                stage = as;
                ending = version;
                earliestEnding = earliest;
            });
        }

        private Step reopening() {
            return step("reopening", "", version -> stage = beforeEnding);
        }

        private Step ofAnotherDay() {
            return correction(ending, within(40, earliestEnding));
        }

        private Step correction(int entry, LocalDate on) {
            whenDone = version -> {};
            return new Step("correction", "\"entry\": %d, \"entryOn\": \"%s\"".formatted(entry, on), "reason");
        }

        private Step openedADayEarlier() {
            var on = requestedOn.minusDays(1);
            whenDone = version -> requestedOn = on;
            return new Step("correction", "\"openedOn\": \"%s\"".formatted(on), "reason");
        }

        private Step anotherNeed() {
            var other = NEEDS.get((NEEDS.indexOf(need) + 1) % NEEDS.size());
            var on = within(60, needSince);
            return step("circumstances", "changedOn", on, ", \"primaryNeed\": \"%s\"".formatted(other), version -> {
                need = other;
                needSince = on;
            });
        }

        /** To the twenty weeks; or to the six weeks of the psychologist, which is none to the plan. */
        private Step exception() {
            boolean ofAdvice = asking != 0 && random.nextBoolean();
            var from = ofAdvice ? askedOn : within(DAYS_FOR_AN_EXCEPTION, requestedOn);
            var request = ofAdvice ? ", \"request\": " + asking : "";
            return step(
                    "exceptions",
                    "from",
                    from,
                    ", \"code\": \"exceptional-circumstances\", \"evidence\": \"DRILL-1\"" + request,
                    version -> exception = version);
        }

        private Step withdrawalOfException() {
            return step("exception-withdrawals", "\"exception\": " + exception, version -> exception = 0);
        }

        private static String of(String body) {
            return ", \"body\": \"%s\"".formatted(body);
        }

        private Step step(String path, String field, LocalDate on, String more, IntConsumer then) {
            return step(path, "\"%s\": \"%s\"%s".formatted(field, on, more), then);
        }

        private Step step(String path, String details, IntConsumer then) {
            whenDone = then;
            return new Step(path, details);
        }

        private LocalDate within(int days, LocalDate earliest) {
            int room = (int) ChronoUnit.DAYS.between(earliest, today) + 1;
            return earliest.plusDays(random.nextInt(Math.min(days, room)));
        }

        private void reached(Stage next, LocalDate on) {
            stage = next;
            day = on;
        }

        @Override
        public void done(Step step, int version) {
            whenDone.accept(version);
        }
    }

    // Reckoning

    private static String figures(LocalDate today) {
        return "/reports/ehc/timeliness?" + all(today);
    }

    private static String all(LocalDate today) {
        return "from=%s&to=%s".formatted(today.minusDays(2 * EARLIEST_REQUEST), today);
    }

    @Override
    public List<Standing> standings(LocalDate today) {
        var byStatus = figures(today) + "&by=status";
        var plans = "/reports/ehc/annual-reviews?" + all(today) + "&by=status";
        return List.of(
                standing("requested", byStatus, "openAtEnd"),
                standing("assessing", byStatus, "openAtEnd"),
                standing("drafted", byStatus, "openAtEnd"),
                standing("maintained", plans, "plansMaintained"),
                standing("not-assessed", byStatus, "requestsNotAssessed"),
                standing("not-issued", byStatus, "plansNotIssued"),
                standing("withdrawn", byStatus, "withdrawn"));
    }

    private static Standing standing(String status, String figures, String field) {
        return new Standing("assessments?status=" + status, figures, "by/groups/%s/%s".formatted(status, field));
    }

    /** @param on as it was put right */
    private record Entry(String type, LocalDate on, JsonNode data) {
        Entry onDay(LocalDate right) {
            return right == null ? this : new Entry(type, right, data);
        }

        boolean endsAssessment() {
            return switch (type) {
                case "plan-issued", "plan-not-issued", "withdrawn" -> true;
                case "decision-made" -> refusesToAssess();
                default -> false;
            };
        }

        boolean refusesToAssess() {
            return type.equals("decision-made") && Trade.text(data, "decision").equals("do-not-assess");
        }
    }

    /** @param receivedOn null where it has not come */
    private record Advice(LocalDate askedOn, LocalDate receivedOn) {
        boolean isIn(YearMonth month) {
            return receivedOn != null && YearMonth.from(receivedOn).equals(month);
        }

        boolean isInTime() {
            return !receivedOn.isAfter(askedOn.plusDays(DAYS_OF_6_WEEKS));
        }
    }

    /** @param entries those that stand, by their numbers in the history */
    private record Course(SortedMap<Integer, Entry> entries) {
        static Course of(JsonNode file) {
            var entries = new TreeMap<Integer, Entry>();
            for (var event : file.get("history")) {
                var data = event.get("data");
                var type = Trade.type(event);
                switch (type) {
                    case "corrected" -> {
                        boolean ofRequest = !data.hasNonNull("entry");
                        var right = Trade.day(data, ofRequest ? "openedOn" : "entryOn");
                        int entry = ofRequest ? 1 : data.get("entry").asInt();
                        entries.computeIfPresent(entry, (number, wrong) -> wrong.onDay(right));
                    }
                    case "reopened" -> entries.remove(last(entries, Entry::endsAssessment));
                    case "exception-withdrawn" ->
                        entries.remove(data.get("exception").asInt());
                    default ->
                        entries.put(
                                event.get("sequence").asInt(), new Entry(type, Trade.day(event, "effectiveOn"), data));
                }
            }
            return new Course(entries);
        }

        private static int last(SortedMap<Integer, Entry> entries, Predicate<Entry> that) {
            return entries.entrySet().stream()
                    .filter(entry -> that.test(entry.getValue()))
                    .mapToInt(Map.Entry::getKey)
                    .max()
                    .orElseThrow();
        }

        LocalDate requestedOn() {
            return entries.get(1).on();
        }

        boolean has(Predicate<Entry> that) {
            return entries.values().stream().anyMatch(that);
        }

        boolean has(String type) {
            return has(entry -> entry.type().equals(type));
        }

        boolean isOpen() {
            return !has(Entry::endsAssessment);
        }

        boolean isExcepted() {
            return has(entry -> entry.type().equals("exception-recorded")
                    && Trade.text(entry.data(), "clock").equals("ehc-plan"));
        }

        long daysUntil(LocalDate day) {
            return ChronoUnit.DAYS.between(requestedOn(), day);
        }

        long daysToIssue() {
            return daysUntil(entries.get(last(entries, entry -> entry.type().equals("plan-issued")))
                    .on());
        }

        boolean isIssuedInTime() {
            return daysToIssue() <= DAYS_OF_20_WEEKS;
        }

        /** The latest change by its day, and of one day the one recorded last. */
        String need() {
            var need = Trade.text(entries.get(1).data(), "primaryNeed");
            var since = LocalDate.MIN;
            for (var entry : entries.values()) {
                if (!entry.type().equals("circumstances-changed") || entry.on().isBefore(since)) continue;
                need = Trade.text(entry.data(), "primaryNeed");
                since = entry.on();
            }
            return need;
        }

        List<Advice> psychologists() {
            var found = new ArrayList<Advice>();
            entries.forEach((number, asked) -> {
                if (!isOfPsychologist(asked, "advice-requested")) return;
                var received = entries.values().stream()
                        .filter(entry -> isOfPsychologist(entry, "advice-received")
                                && entry.data().get("request").asInt() == number)
                        .map(Entry::on)
                        .findFirst();
                found.add(new Advice(asked.on(), received.orElse(null)));
            });
            return found;
        }

        private static boolean isOfPsychologist(Entry entry, String type) {
            return entry.type().equals(type) && Trade.text(entry.data(), "body").equals(PSYCHOLOGIST);
        }
    }

    @Override
    public List<Expected> expected(Collection<JsonNode> histories, LocalDate today) {
        var courses = histories.stream().map(Course::of).toList();
        var issued = those(courses, course -> course.has("plan-issued"));
        var unexcepted = those(issued, course -> !course.isExcepted());
        var open = those(courses, Course::isOpen);
        var expected = new HashMap<String, Object>();
        expected.put("plansIssued", issued.size());
        expected.put("plansIssuedWithin20Weeks", count(issued, Course::isIssuedInTime));
        expected.put(
                "within20WeeksPercentIncludingExceptions",
                Trade.percent(count(issued, Course::isIssuedInTime), issued.size()));
        expected.put("plansIssuedExcludingExceptions", unexcepted.size());
        expected.put(
                "within20WeeksPercentExcludingExceptions",
                Trade.percent(count(unexcepted, Course::isIssuedInTime), unexcepted.size()));
        expected.put("averageWeeksToIssue", Trade.ratio(sum(issued, Course::daysToIssue), 7L * issued.size()));
        expected.put("plansNotIssued", count(courses, course -> course.has("plan-not-issued")));
        expected.put("requestsNotAssessed", count(courses, course -> course.has(Entry::refusesToAssess)));
        expected.put("withdrawn", count(courses, course -> course.has("withdrawn")));
        expected.put("openAtEnd", open.size());
        expected.put("openOver20WeeksAtEnd", count(open, course -> course.daysUntil(today) > DAYS_OF_20_WEEKS));
        expected.put("epAdvice", advice(courses, open, YearMonth.from(today)));
        expected.put(
                "openByPrimaryNeed", open.stream().collect(Collectors.groupingBy(Course::need, Collectors.counting())));
        return List.of(new Expected(figures(today), expected));
    }

    private static Map<String, Object> advice(List<Course> courses, List<Course> open, YearMonth month) {
        var received = courses.stream()
                .flatMap(course -> course.psychologists().stream())
                .filter(advice -> advice.isIn(month))
                .toList();
        long inTime = received.stream().filter(Advice::isInTime).count();
        var advice = new HashMap<String, Object>();
        advice.put("month", month.toString());
        advice.put("received", received.size());
        advice.put("within6Weeks", inTime);
        advice.put("within6WeeksPercent", Trade.percent(inTime, received.size()));
        advice.put(
                "awaitingAtEnd",
                sum(
                        open,
                        course -> course.psychologists().stream()
                                .filter(asked -> asked.receivedOn() == null)
                                .count()));
        return advice;
    }

    private static List<Course> those(List<Course> courses, Predicate<Course> that) {
        return courses.stream().filter(that).toList();
    }

    private static long count(List<Course> courses, Predicate<Course> that) {
        return courses.stream().filter(that).count();
    }

    private static long sum(List<Course> courses, ToLongFunction<Course> of) {
        return courses.stream().mapToLong(of).sum();
    }
}
