package waymark.portal.dashboards;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Field;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;

/** What an analyst enters about the measures of the scorecard, each a form; the names of the fields are reporting's. */
final class ScorecardForms {
    /**
     * @param path of reporting's address; each {} the measure's id, then what is in {@code inPath}
     * @param inPath fields of which the address is made; all others are the body
     */
    record Form(Step step, String path, List<String> inPath) {}

    /** Fields that are numbers with or without a point. */
    static final Set<String> NUMBERS = Set.of("value", "tolerance");

    /** The id of a measure that is added. */
    static final String ID = "id";

    private static final int MONTHS_OFFERED = 48;
    private static final int QUARTER = 3;

    static final List<Choice> STATES = List.of(
            Choice.of("not-available", "There is no value"),
            Choice.of("new-definition", "New definition: not to be compared with what came before"),
            Choice.of("annual-outturn", "Outturn of a whole year"));
    static final List<Choice> TARGETS = List.of(
            Choice.of("annual", "The year’s target"),
            Choice.of("stretch", "A stretch target, shown beside it"),
            Choice.of("by-month", "The target of one month"));
    static final List<Choice> BENCHMARKS = List.of(
            Choice.of("statistical-neighbours", "Statistical neighbours"),
            Choice.of("south-east", "South East"),
            Choice.of("england", "England"));
    static final List<Choice> GOOD_TO_BE =
            List.of(Choice.of("high", "High"), Choice.of("low", "Low"), Choice.of("neutral", "Neither"));
    static final List<Choice> DATA_PERIODS = List.of(
            Choice.of("month-only", "The month"),
            Choice.of("month-end", "The month’s last day"),
            Choice.of("quarter", "The quarter"),
            Choice.of("calendar-year-to-date", "The calendar year to date"),
            Choice.of("rolling-year", "Twelve months"));

    private static final List<Form> ALL = List.of(
            new Form(
                    Step.of(
                            "value",
                            "Enter a value",
                            Field.one("period", "Which period is it of?", ScorecardForms::periods)
                                    .required(),
                            Field.shortLine("value", "What is the value?").hint("A number such as 16.4"),
                            Field.one("state", "What must be known beside it?", Choices.of(STATES)),
                            Field.line("source", "Where is it from?")
                                    .hint("Needed with a value: a paper, a return, a team"),
                            Field.paragraph("note", "Note")),
                    "/scorecard/entries/{}/{}",
                    List.of("period")),
            new Form(
                    Step.of(
                            "target",
                            "Set a target",
                            Field.one("kind", "Which target?", Choices.of(TARGETS))
                                    .required(),
                            Field.day("holdsFrom", "From which day does it hold?")
                                    .today()
                                    .required(),
                            Field.shortLine("value", "What is the target?")
                                    .hint("Left empty, no such target holds from that day"),
                            Field.shortLine("tolerance", "How far short of it is still green?")
                                    .hint("Left empty: 0")),
                    "/scorecard/targets/{}/{}/{}",
                    List.of("kind", "holdsFrom")),
            new Form(
                    Step.of(
                            "benchmark",
                            "Set a benchmark",
                            Field.one("of", "Whose value is it?", Choices.of(BENCHMARKS))
                                    .required(),
                            Field.day("holdsFrom", "From which day does it hold?")
                                    .today()
                                    .required(),
                            Field.shortLine("value", "What is the value?")
                                    .hint("Left empty, none is shown from that day"),
                            Field.line("source", "Where is it from?")),
                    "/scorecard/benchmarks/{}/{}/{}",
                    List.of("of", "holdsFrom")),
            new Form(
                    Step.of(
                            "commentary",
                            "Write commentary",
                            Field.one("month", "On which month’s scorecard?", (_, today) -> months(today))
                                    .required(),
                            Field.paragraph("text", "What is there to say?")
                                    .hint("Left empty, what was said for that month is taken back")),
                    "/scorecard/commentary/{}/{}",
                    List.of("month")),
            new Form(
                    Step.of(
                            "definition",
                            "Change how it is shown",
                            Field.line("title", "Title").asRecorded("title"),
                            Field.paragraph("definition", "What does it count?").asRecorded("definition"),
                            Field.one("goodToBe", "What is it good to be?", Choices.of(GOOD_TO_BE))
                                    .asRecorded("goodToBe"),
                            Field.one("dataPeriod", "Over which days is it taken?", Choices.of(DATA_PERIODS))
                                    .asRecorded("dataPeriod"),
                            Field.shortLine("unit", "Unit")
                                    .hint("One word, such as percent or cases")
                                    .asRecorded("unit"),
                            Field.whole("decimals", "Decimals", 0, 6).asRecorded("decimals"),
                            Field.shortLine("section", "Section").asRecorded("section"),
                            Field.whole("order", "Place in its section, lowest first", 0, 1_000_000)
                                    .asRecorded("order"),
                            Field.yesNo("shown", "Is it on the scorecard?").asRecorded("shown")),
                    "/scorecard/measures/{}",
                    List.of()));

    static final Form ADDED = new Form(
            Step.of(
                    "new",
                    "Add a measure that is kept elsewhere",
                    Field.line(ID, "Id")
                            .hint(
                                    "A word that stays, such as care-leavers-in-work: letters, digits, points and hyphens")
                            .required(),
                    Field.line("title", "Title").required(),
                    Field.paragraph("definition", "What does it count?").required(),
                    Field.one("goodToBe", "What is it good to be?", Choices.of(GOOD_TO_BE))
                            .required(),
                    Field.one("dataPeriod", "Over which days is it taken?", Choices.of(DATA_PERIODS))
                            .required(),
                    Field.shortLine("unit", "Unit")
                            .hint("One word, such as percent or cases")
                            .required(),
                    Field.whole("decimals", "Decimals", 0, 6).required(),
                    Field.shortLine("section", "Section").hint("Left empty: the published scorecard")),
            "/scorecard/measures/{}",
            List.of(ID));

    private ScorecardForms() {}

    static List<Form> all() {
        return ALL;
    }

    static Optional<Form> named(String id) {
        return ALL.stream().filter(form -> form.step().id().equals(id)).findFirst();
    }

    /** The newest first; named by their last month. */
    private static List<Choice> periods(Doc measure, LocalDate today) {
        if (!"quarter".equals(measure.text("dataPeriod"))) return months(today);
        var present = YearMonth.from(today);
        var end = present.plusMonths((QUARTER - present.getMonthValue() % QUARTER) % QUARTER);
        return IntStream.range(0, MONTHS_OFFERED / QUARTER)
                .mapToObj(back -> end.minusMonths((long) QUARTER * back))
                .map(last -> Choice.of(last.toString(), "The quarter to " + Words.month(last)))
                .toList();
    }

    private static List<Choice> months(LocalDate today) {
        return IntStream.range(0, MONTHS_OFFERED)
                .mapToObj(back -> YearMonth.from(today).minusMonths(back))
                .map(month -> Choice.of(month.toString(), Words.month(month)))
                .toList();
    }

    /** What was entered, the newest first. */
    static List<Said> history(Doc measure) {
        var said = new ArrayList<Said>();
        var replaced = new HashSet<String>();
        for (var entry : measure.docs("entries").reversed()) {
            var of = entry.text("of");
            boolean holds = replaced.add(of + "/" + entry.text("key"));
            said.add(new Said(
                    entry.moment("at"),
                    entry.text("by"),
                    what(of, entry.text("key")),
                    words(of, entry, measure),
                    holds));
        }
        return said;
    }

    /** @param holds whether nothing was entered in its place since */
    record Said(String when, String by, String what, String words, boolean holds) {}

    private static String what(String of, String key) {
        var parts = key.split("/", -1);
        var last = parts[parts.length - 1];
        return switch (of) {
            case "entry" -> "Value, " + month(last);
            case "target" -> Choices.words(TARGETS, parts[0]).orElse(parts[0]) + ", from " + day(last);
            case "benchmark" -> Choices.words(BENCHMARKS, parts[0]).orElse(parts[0]) + ", from " + day(last);
            case "commentary" -> "Commentary, " + month(last);
            default -> "How it is shown";
        };
    }

    private static String month(String text) {
        return text.matches("\\d{4}-\\d{2}") ? Words.month(YearMonth.parse(text)) : day(text);
    }

    private static String day(String text) {
        return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Words.day(LocalDate.parse(text)) : text;
    }

    private static String words(String of, Doc entry, Doc measure) {
        var fields = entry.doc("fields");
        if (of.equals("commentary")) return fields.has("text") ? fields.text("text") : "Taken back";
        if (of.equals("definition")) return definition(fields);
        var words = new ArrayList<String>();
        if (fields.has("value")) {
            words.add(fields.text("value") + ScorecardPageController.sign(measure.text("unit")));
        }
        if (fields.has("tolerance")) words.add("tolerance " + fields.text("tolerance"));
        if (fields.has("state") && !fields.text("state").equals("none")) {
            words.add(Choices.words(STATES, fields.text("state")).orElse(fields.text("state")));
        }
        if (fields.has("source")) words.add("from " + fields.text("source"));
        if (fields.has("note")) words.add(fields.text("note"));
        return words.isEmpty() ? "Taken back" : String.join("; ", words);
    }

    private static String definition(Doc fields) {
        return fields.fields().entrySet().stream()
                .map(Map.Entry::getKey)
                .sorted()
                .map(name -> Words.code(name) + ": " + fields.text(name))
                .collect(Collectors.joining("; "));
    }
}
