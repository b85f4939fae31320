package waymark.drills;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import waymark.calendar.BusinessClock;

/** Children missing education: opened, checked, reviewed, closed, and what is put right later. */
final class InvolvementTrade implements Trade {
    private static final List<String> OUTCOMES = List.of("BUSC", "OVER", "NCE", "OLEA");
    private static final List<String> LOCALITIES = List.of("Aylesbury", "Wycombe");
    private static final int DAYS = 40;

    private final LocalDate openedOn = BusinessClock.system().today().minusDays(DAYS);

    @Override
    public String service() {
        return "involvements";
    }

    @Override
    public List<Cases> cases() {
        return List.of(new Cases("involvements", "involvementRef"));
    }

    @Override
    public Work begin(Random random) {
        return new InvolvementWork(random);
    }

    private static String figures(LocalDate today) {
        return "/reports/cme/summary?from=%s&to=%s".formatted(today.minusDays(60), today);
    }

    @Override
    public List<Standing> standings(LocalDate today) {
        return List.of(
                new Standing("involvements?status=open", figures(today), "openAtEnd"),
                new Standing("involvements?status=closed", figures(today), "closed"));
    }

    private final class InvolvementWork implements Work {
        private final Random random;
        private boolean open = true;
        private LocalDate closedOn;
        private LocalDate asked;

        private InvolvementWork(Random random) {
            this.random = random;
        }

        @Override
        public Step opening(String child) {
            return new Step(
                    "",
                    "\"childRef\": \"%s\", \"openedOn\": \"%s\", \"schoolYear\": \"%d\", \"locality\": \"%s\", \"referredBy\": \"school\""
                            .formatted(
                                    child,
                                    openedOn,
                                    1 + random.nextInt(11),
                                    LOCALITIES.get(random.nextInt(LOCALITIES.size()))));
        }

        @Override
        public Step next() {
            int choice = random.nextInt(3);
            asked = openedOn.plusDays(random.nextInt(DAYS));
            if (asked.equals(closedOn)) asked = openedOn.plusDays(DAYS);
            if (!open) {
                return choice == 0
                        ? new Step("reopening", "")
                        : new Step("correction", "\"closedOn\": \"%s\"".formatted(asked), "reason");
            }
            return switch (choice) {
                case 0 ->
                    new Step(
                            "checks",
                            "\"checkedOn\": \"%s\", \"service\": \"send\", \"known\": false".formatted(openedOn));
                case 1 -> new Step("reviews", "\"reviewedOn\": \"%s\"".formatted(openedOn));
                default ->
                    new Step(
                            "closure",
                            "\"closedOn\": \"%s\", \"outcome\": \"%s\", \"confirmedBy\": \"school\""
                                    .formatted(asked, OUTCOMES.get(random.nextInt(OUTCOMES.size()))));
            };
        }

        @Override
        public void done(Step step, int version) {
            open = !List.of("closure", "correction").contains(step.path());
            if (!open) closedOn = asked;
        }
    }

    private record Course(LocalDate openedOn, LocalDate closedOn, String outcome) {}

    @Override
    public List<Expected> expected(Collection<JsonNode> histories, LocalDate today) {
        var courses = histories.stream().map(InvolvementTrade::course).toList();
        var closed =
                courses.stream().filter(course -> course.closedOn() != null).toList();
        var expected = new HashMap<String, Object>();
        expected.put("totalInvolvements", courses.size());
        expected.put("opened", courses.size());
        expected.put("closed", closed.size());
        expected.put("openAtEnd", courses.size() - closed.size());
        for (var outcome : closed.stream().map(Course::outcome).distinct().toList()) {
            expected.put(
                    "byOutcome/" + outcome + "/closed",
                    closed.stream()
                            .filter(course -> course.outcome().equals(outcome))
                            .count());
        }
        expected.put("closedWithin2WeeksPercent", Trade.percent(within(14, closed), closed.size()));
        expected.put("closedWithin4WeeksPercent", Trade.percent(within(28, closed), closed.size()));
        return List.of(new Expected(figures(today), expected));
    }

    private static long within(int days, List<Course> closed) {
        return closed.stream()
                .filter(course -> ChronoUnit.DAYS.between(course.openedOn(), course.closedOn()) <= days)
                .count();
    }

    private static Course course(JsonNode file) {
        var course = new Course(null, null, null);
        for (var event : file.get("history")) {
            var data = event.get("data");
            course = switch (Trade.type(event)) {
                case "opened" -> new Course(Trade.day(data, "openedOn"), null, null);
                case "closed" ->
                    new Course(course.openedOn(), Trade.day(data, "closedOn"), Trade.text(data, "outcome"));
                case "reopened" -> new Course(course.openedOn(), null, null);
                case "corrected" -> new Course(course.openedOn(), Trade.day(data, "closedOn"), course.outcome());
                default -> course;
            };
        }
        return course;
    }
}
