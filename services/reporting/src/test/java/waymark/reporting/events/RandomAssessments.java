package waymark.reporting.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import waymark.events.CaseEvent;

/**
 * Random courses of assessments, many that no law knows, with random marks of clocks, and what a person with the paper files would make of them: every file
 * is read from its beginning for every question. Shares nothing with the program but the definitions.
 */
final class RandomAssessments {
    private static final LocalDate FIRST = LocalDate.of(2016, 9, 1);
    private static final int DAYS = 730;
    private static final List<String> NEEDS = List.of("ASD", "SLCN", "SEMH");
    private static final List<String> YEARS = List.of("N1", "0", "7", "post-16");
    private static final List<String> LOCALITIES = List.of("Aylesbury", "Wycombe");
    private static final List<String> SOURCES = List.of("parent", "school", "young-person");
    private static final List<String> ABOUT = List.of("refusal-to-assess", "refusal-to-issue", "content", "ceasing");
    private static final List<String> BODIES = List.of("educational-psychologist", "health", "school");
    private static final List<String> CLOCKS = List.of(
            "ehc-plan",
            "ehc-decision",
            "ehc-not-issue",
            "ehc-advice",
            "ehc-advice",
            "ehc-annual-review",
            "ehc-review-decision",
            "ehc-amended-plan",
            "ehc-order-plan",
            "ehc-unopposed-notify",
            "ehc-comment");
    private static final Set<String> UNDER_ASSESSMENT = Set.of("requested", "assessing", "drafted");
    private static final Set<String> OPEN = Set.of("requested", "assessing", "drafted", "maintained");
    private static final Set<String> ANSWERS = Set.of("appeal-concluded", "appeal-not-opposed", "mediation-concluded");
    /** Beside what is conceded. */
    private static final Set<String> GO_ON = Set.of("review-held", "maintain", "amend", "order-carried-out");

    /** One paper in a file. */
    private record Paper(String what, int number, Map<String, String> says, List<Map<String, String>> marks) {}

    /** A run of a clock as it stands in the end; null days are open. */
    record Run(
            String clock,
            int instance,
            String subject,
            LocalDate startedOn,
            LocalDate dueOn,
            LocalDate stoppedOn,
            LocalDate endedOn,
            boolean excused) {}

    /** A step as it stands in the end. */
    record Step(int number, String what, LocalDate on, String code, LocalDate until) {}

    final class File {
        final String authority;
        final UUID child;
        final CaseStory story;
        private final List<Paper> papers = new ArrayList<>();

        private File(String authority, UUID child) {
            this.authority = authority;
            this.child = child;
            story = new CaseStory(
                    AssessmentEvents.SOURCE.topic(), authority, child, new UUID(random.nextLong(), random.nextLong()));
        }

        private void add(String type, LocalDate day, Map<String, String> says) {
            now = now.plusSeconds(random.nextInt(5_000));
            var marks = marks();
            // The decision is what matters of it.
            papers.add(new Paper(says.getOrDefault("decision", type), papers.size() + 1, says, marks));
            var data = new ArrayList<String>();
            says.forEach((name, value) -> data.add(json(name, value)));
            if (!marks.isEmpty()) {
                data.add(marks.stream()
                        .map(mark -> mark.entrySet().stream()
                                .map(entry -> json(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(",", "{", "}")))
                        .collect(Collectors.joining(",", "\"clocks\":[", "]")));
            }
            story.and(type, day.toString(), now, String.join(",", data));
        }

        private List<Map<String, String>> marks() {
            var marks = new ArrayList<Map<String, String>>();
            for (int left = random.nextInt(4); left > 0; left--) {
                var mark = new LinkedHashMap<String, String>();
                var startedOn = day();
                mark.put("clock", pick(CLOCKS));
                mark.put("version", "1");
                mark.put("action", pick(List.of("start", "start", "stop", "lapse", "excuse")));
                mark.put("startedOn", startedOn.toString());
                mark.put("dueOn", startedOn.plusDays(random.nextInt(150)).toString());
                int instance = 1 + random.nextInt(3);
                mark.put("instance", Integer.toString(instance));
                if (mark.get("clock").equals("ehc-advice")) mark.put("subject", BODIES.get(instance - 1));
                if (List.of("stop", "lapse").contains(mark.get("action"))) mark.put("on", day().toString());
                marks.add(mark);
            }
            return marks;
        }

        // Reading the file

        boolean voided() {
            return papers.stream().anyMatch(paper -> paper.what.equals("voided"));
        }

        boolean movedIn() {
            return papers.getFirst().what.equals("moved-in");
        }

        private static boolean corrects(Paper paper) {
            return paper.what.equals("corrected") && !paper.says.containsKey("entry");
        }

        /** What is known of the opening, by its name. */
        String opening(String name) {
            String value = null;
            for (var paper : papers) {
                boolean of = paper.number == 1 || corrects(paper);
                if (of && paper.says.containsKey(name)) value = paper.says.get(name);
            }
            return value;
        }

        LocalDate openedOn() {
            return dayOf(papers.getFirst());
        }

        /** With what was put right later. */
        private LocalDate dayOf(Paper paper) {
            String day = paper.says.get(dayField(paper.what));
            for (var other : papers) {
                if (paper.number == 1 && corrects(other)) day = other.says.getOrDefault("openedOn", day);
                if (Integer.toString(paper.number).equals(other.says.get("entry"))) {
                    day = other.says.getOrDefault("entryOn", day);
                }
            }
            return LocalDate.parse(day);
        }

        String circumstance(String name, LocalDate day) {
            var value = opening(name);
            var changes = new TreeMap<String, String>();
            for (var paper : papers) {
                if (!paper.what.equals("circumstances-changed")) continue;
                var changed = paper.says.get(name);
                for (var other : papers) {
                    if (Integer.toString(paper.number).equals(other.says.get("entry"))) {
                        changed = other.says.getOrDefault(name, changed);
                    }
                }
                if (changed != null && !dayOf(paper).isAfter(day)) {
                    changes.put("%s %05d".formatted(dayOf(paper), paper.number), changed);
                }
            }
            return changes.isEmpty() ? value : changes.lastEntry().getValue();
        }

        boolean exception() {
            return papers.stream()
                    .filter(paper -> paper.what.equals("exception-recorded"))
                    .filter(paper -> paper.says.get("clock").equals("ehc-plan"))
                    .anyMatch(paper -> papers.stream()
                            .noneMatch(other -> Integer.toString(paper.number).equals(other.says.get("exception"))));
        }

        List<Run> runs() {
            var runs = new LinkedHashMap<String, Run>();
            for (var paper : papers) {
                for (var mark : paper.marks) {
                    var name = mark.get("clock") + mark.get("instance");
                    var fresh = new Run(
                            mark.get("clock"),
                            Integer.parseInt(mark.get("instance")),
                            mark.get("subject"),
                            LocalDate.parse(mark.get("startedOn")),
                            LocalDate.parse(mark.get("dueOn")),
                            null,
                            null,
                            false);
                    var run = mark.get("action").equals("start") ? fresh : runs.getOrDefault(name, fresh);
                    var on = mark.get("on") == null ? null : LocalDate.parse(mark.get("on"));
                    runs.put(
                            name,
                            switch (mark.get("action")) {
                                case "stop" ->
                                    new Run(
                                            run.clock,
                                            run.instance,
                                            run.subject,
                                            run.startedOn,
                                            run.dueOn,
                                            on,
                                            on,
                                            run.excused);
                                case "lapse" ->
                                    new Run(
                                            run.clock,
                                            run.instance,
                                            run.subject,
                                            run.startedOn,
                                            run.dueOn,
                                            null,
                                            on,
                                            run.excused);
                                case "excuse" ->
                                    new Run(
                                            run.clock,
                                            run.instance,
                                            run.subject,
                                            run.startedOn,
                                            run.dueOn,
                                            run.stoppedOn,
                                            run.endedOn,
                                            true);
                                default -> run;
                            });
                }
            }
            return List.copyOf(runs.values());
        }

        // The course, by the service's rules

        /** What stands of it, in the order in which it was recorded. */
        private List<Paper> course() {
            var course = new ArrayList<Paper>();
            for (var paper : papers) {
                if (paper.what.equals("reopened")) course.remove(ending(course));
                else if (dayField(paper.what) != null) course.add(paper);
            }
            return course;
        }

        private static Paper ending(List<Paper> course) {
            Paper ending = null;
            String status = null;
            for (var paper : course) {
                var then = after(status, paper);
                boolean ends = !then.equals(status) && (!OPEN.contains(then) || paper.what.equals("plan-issued"));
                if (ends) ending = paper;
                else if (OPEN.contains(then) && (GO_ON.contains(paper.what) || concedes(paper))) ending = null;
                status = then;
            }
            return ending;
        }

        private static String after(String status, Paper paper) {
            boolean requested = "requested".equals(status);
            boolean assessed = requested || "assessing".equals(status) || "drafted".equals(status);
            return switch (paper.what) {
                case "requested" -> "requested";
                case "moved-in", "plan-issued" -> "maintained";
                case "assess" -> requested ? "assessing" : status;
                case "do-not-assess" -> requested ? "not-assessed" : status;
                case "draft-plan-sent" -> assessed ? "drafted" : status;
                case "plan-not-issued" -> assessed ? "not-issued" : status;
                case "withdrawn" -> assessed ? "withdrawn" : status;
                case "plan-transferred" -> "transferred";
                case "plan-ceased" -> "ceased";
                default -> !concedes(paper) ? status : conceded(status, paper.says.get("about"));
            };
        }

        private static String conceded(String status, String about) {
            return switch (about + " " + status) {
                case "refusal-to-assess not-assessed", "refusal-to-issue not-issued" -> "assessing";
                case "ceasing ceased" -> "maintained";
                default -> status;
            };
        }

        private static boolean concedes(Paper paper) {
            return paper.what.equals("appeal-not-opposed")
                    || List.of("agreed", "ordered").contains(paper.says.getOrDefault("outcome", ""));
        }

        List<Step> steps() {
            var course = course();
            var steps = new ArrayList<Step>();
            String status = null;
            for (var paper : course) {
                var then = after(status, paper);
                boolean overturns = concedes(paper) && !then.equals(status) && then.equals("assessing");
                steps.add(new Step(
                        paper.number,
                        overturns ? "overturned" : paper.what,
                        dayOf(paper),
                        paper.says.get("about"),
                        course.stream()
                                .filter(answer -> answers(answer, paper))
                                .findFirst()
                                .map(this::dayOf)
                                .orElse(null)));
                status = then;
            }
            return steps;
        }

        private static boolean answers(Paper answer, Paper dispute) {
            var answered = answer.says.getOrDefault("appeal", answer.says.get("mediation"));
            return ANSWERS.contains(answer.what)
                    && dispute.what.endsWith("-registered")
                    && Integer.toString(dispute.number).equals(answered);
        }

        private boolean known(Paper paper, LocalDate day) {
            return !day.isBefore(openedOn()) && !dayOf(paper).isAfter(day);
        }

        String status(LocalDate day) {
            String status = null;
            for (var paper : course()) if (known(paper, day)) status = after(status, paper);
            return status;
        }

        boolean assessed(LocalDate day) {
            var status = status(day);
            return status != null && UNDER_ASSESSMENT.contains(status);
        }

        /** Whether it is open, and by an overturned refusal. */
        boolean resumed(LocalDate day) {
            boolean resumed = false;
            String status = null;
            for (var paper : course()) {
                if (!known(paper, day)) continue;
                var then = after(status, paper);
                resumed |= concedes(paper) && !then.equals(status) && then.equals("assessing");
                status = then;
            }
            return resumed && assessed(day);
        }

        /** A cessation is read as if it had not been, where an answer about it said later that the plan goes on. */
        boolean planned(LocalDate day) {
            var course = course();
            String status = null;
            for (int at = 0; at < course.size(); at++) {
                boolean undone = course.get(at).what.equals("plan-ceased")
                        && course.subList(at, course.size()).stream()
                                .anyMatch(later -> concedes(later)
                                        && later.says.get("about").equals("ceasing"));
                if (known(course.get(at), day) && !undone) status = after(status, course.get(at));
            }
            return "maintained".equals(status);
        }

        boolean overturned() {
            return steps().stream().anyMatch(step -> step.what.equals("overturned"));
        }

        boolean amends(int review) {
            return course().stream()
                    .anyMatch(paper -> paper.what.equals("amend")
                            && paper.says.get("review").equals(Integer.toString(review)));
        }
    }

    private static String dayField(String what) {
        return switch (what) {
            case "requested" -> "requestedOn";
            case "moved-in", "plan-transferred" -> "transferredOn";
            case "assess", "do-not-assess", "plan-not-issued", "maintain", "amend" -> "decidedOn";
            case "draft-plan-sent" -> "sentOn";
            case "plan-issued" -> "issuedOn";
            case "withdrawn" -> "withdrawnOn";
            case "plan-ceased" -> "ceasedOn";
            case "review-held" -> "heldOn";
            case "order-carried-out" -> "carriedOutOn";
            case "appeal-registered", "mediation-registered" -> "registeredOn";
            case "appeal-concluded", "mediation-concluded" -> "concludedOn";
            case "appeal-not-opposed" -> "noticeOn";
            case "circumstances-changed" -> "changedOn";
            default -> null;
        };
    }

    private final Random random;
    private Instant now = Instant.parse("2018-09-01T08:00:00Z");
    final List<File> files = new ArrayList<>();

    RandomAssessments(long seed) {
        random = new Random(seed);
        for (int child = 5 + random.nextInt(20); child > 0; child--) {
            var key = new UUID(random.nextLong(), random.nextLong());
            var authority = random.nextInt(5) == 0 ? "826" : "825";
            for (int cases = 1 + random.nextInt(3); cases > 0; cases--) files.add(file(authority, key));
        }
    }

    private File file(String authority, UUID child) {
        var file = new File(authority, child);
        var day = day();
        var opening = some(facts(), 0.7);
        opening.put("reference", "E-" + files.size());
        if (random.nextInt(6) == 0) {
            opening.remove("requestSource");
            opening.put("transferredOn", day.toString());
            opening.put("fromAuthority", "826");
            file.add("moved-in", day, opening);
        } else {
            opening.put("requestedOn", day.toString());
            file.add("requested", day, opening);
        }
        for (int steps = random.nextInt(14); steps > 0 && !file.voided(); steps--) step(file, day());
        return file;
    }

    private void step(File file, LocalDate day) {
        var on = day.toString();
        var any = Integer.toString(1 + random.nextInt(file.papers.size()));
        switch (random.nextInt(24)) {
            case 0 -> file.add("decision-made", day, Map.of("decidedOn", on, "decision", "assess"));
            case 1, 2 -> file.add("decision-made", day, Map.of("decidedOn", on, "decision", "do-not-assess"));
            case 3 -> file.add("draft-plan-sent", day, Map.of("sentOn", on));
            case 4, 5 -> file.add("plan-issued", day, Map.of("issuedOn", on));
            case 6 -> file.add("plan-not-issued", day, Map.of("decidedOn", on));
            case 7 -> file.add("withdrawn", day, Map.of("withdrawnOn", on));
            case 8 -> file.add("plan-ceased", day, Map.of("ceasedOn", on, "reason", "reached-25"));
            case 9 -> file.add("plan-transferred", day, Map.of("transferredOn", on));
            case 10 -> file.add("appeal-registered", day, Map.of("registeredOn", on, "about", pick(ABOUT)));
            case 11 -> file.add("mediation-registered", day, Map.of("registeredOn", on, "about", pick(ABOUT)));
            case 12 ->
                file.add(
                        "appeal-concluded",
                        day,
                        Map.of(
                                "concludedOn",
                                on,
                                "appeal",
                                any,
                                "about",
                                pick(ABOUT),
                                "outcome",
                                pick(List.of("ordered", "ordered", "dismissed"))));
            case 13 ->
                file.add(
                        "mediation-concluded",
                        day,
                        Map.of(
                                "concludedOn",
                                on,
                                "mediation",
                                any,
                                "about",
                                pick(ABOUT),
                                "outcome",
                                pick(List.of("agreed", "agreed", "not-agreed"))));
            case 14 ->
                file.add(
                        "exception-recorded",
                        day,
                        Map.of(
                                "recordedOn",
                                on,
                                "clock",
                                pick(List.of("ehc-plan", "ehc-advice")),
                                "code",
                                "absent-from-area"));
            case 15 -> file.add("exception-withdrawn", day, Map.of("withdrawnOn", on, "exception", any));
            case 16 -> {
                var changed = some(circumstances(), 0.5);
                changed.put("changedOn", on);
                if (changed.size() > 1) file.add("circumstances-changed", day, changed);
            }
            case 17 -> file.add("reopened", day, Map.of("reopenedOn", on));
            case 18 -> file.add("review-held", day, Map.of("heldOn", on));
            case 19 ->
                file.add(
                        "review-decided",
                        day,
                        Map.of(
                                "decidedOn",
                                on,
                                "review",
                                any,
                                "decision",
                                pick(List.of("maintain", "amend", "amend"))));
            case 20 -> file.add("order-carried-out", day, Map.of("carriedOutOn", on, "appeal", any));
            case 21 -> file.add("appeal-not-opposed", day, Map.of("noticeOn", on, "appeal", any, "about", pick(ABOUT)));
            case 22 -> {
                var right = some(facts(), 0.3);
                if (random.nextBoolean()) right.put("openedOn", on);
                if (!right.isEmpty()) file.add("corrected", day, right);
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    file.add("voided", day, Map.of("voidedOn", on, "reason", "duplicate"));
                } else if (!any.equals("1")) {
                    var right = some(circumstances(), 0.4);
                    right.put("entry", any);
                    right.put("entryOn", on);
                    file.add("corrected", day, right);
                } else {
                    file.add("advice-requested", day, Map.of("requestedOn", on, "body", "health"));
                }
            }
        }
    }

    private Map<String, String> circumstances() {
        return Map.of("primaryNeed", pick(NEEDS), "schoolYear", pick(YEARS), "locality", pick(LOCALITIES));
    }

    private Map<String, String> facts() {
        var facts = new HashMap<>(circumstances());
        facts.put("requestSource", pick(SOURCES));
        facts.put("sex", pick(List.of("F", "M", "U")));
        facts.put("ethnicity", pick(List.of("WBRI", "MWBC")));
        return facts;
    }

    private Map<String, String> some(Map<String, String> of, double chance) {
        var some = new TreeMap<String, String>();
        new TreeMap<>(of).forEach((name, value) -> {
            if (random.nextDouble() < chance) some.put(name, value);
        });
        return some;
    }

    /** Every third of a few days, so that things happen on one day. */
    LocalDate day() {
        if (random.nextInt(3) == 0) return FIRST.plusDays(180L * (1 + random.nextInt(3)));
        return FIRST.plusDays(random.nextInt(DAYS));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String json(String name, String value) {
        boolean number = List.of("version", "instance", "appeal", "mediation", "exception", "entry", "review")
                .contains(name);
        return "\"%s\":%s".formatted(name, number ? value : "\"" + value + "\"");
    }

    /** All events: a case's in order, cases in any order, some again later. */
    List<CaseEvent> delivered() {
        return RandomRegister.delivered(
                files.stream().map(file -> file.story.events()).toList(), random);
    }
}
