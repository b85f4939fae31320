package waymark.portal.forms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import waymark.portal.desk.Doc;

/**
 * A field as it stands on the page.
 *
 * @param value what is in it; of several, the first
 * @param values all that are chosen
 * @param time of a moment, the time of day
 * @param fault what is wrong with it, or null
 * @param choices what can be chosen, else empty
 */
public record Question(
        Field field, String value, List<String> values, String time, String fault, List<Choice> choices) {
    private static final int MOST_RADIOS = 9;

    static Question blank(Field field, Doc subject, LocalDate today) {
        var values = initially(field, subject, today);
        boolean timed = field.input() instanceof Input.Moment && values.size() > 1;
        return new Question(
                field,
                values.isEmpty() ? null : values.getFirst(),
                values,
                timed ? values.getLast() : null,
                null,
                choices(field, subject, today));
    }

    /** What stands in the field at first, as it is typed: of a moment the day and the time, of several each. */
    static List<String> initially(Field field, Doc subject, LocalDate today) {
        var value = field.initially().apply(subject, today);
        if (value == null || value.isEmpty()) return List.of();
        return switch (field.input()) {
            case Input.Moment _
            when value.indexOf('T') > 0 -> {
                var moment = Instant.parse(value);
                yield List.of(Words.typed(Words.dayOf(moment)), Words.time(moment));
            }
            case Input.Several _ -> List.of(value.split(",", -1));
            case Input.Moment _,
                    Input.Day _,
                    Input.Line _,
                    Input.Paragraph _,
                    Input.One _,
                    Input.Entry _,
                    Input.YesNo _,
                    Input.Whole _,
                    Input.Carried _ -> List.of(value);
        };
    }

    static Question typed(
            Field field, MultiValueMap<String, String> typed, List<Fault> faults, Doc subject, LocalDate today) {
        var fault = faults.stream()
                .filter(wrong -> field.name().equals(wrong.field()))
                .map(Fault::words)
                .findFirst()
                .orElse(null);
        return new Question(
                field,
                typed.getFirst(field.name()),
                typed.getOrDefault(field.name(), List.of()),
                typed.getFirst(field.name() + ".time"),
                fault,
                choices(field, subject, today));
    }

    private static List<Choice> choices(Field field, Doc subject, LocalDate today) {
        return switch (field.input()) {
            case Input.One(Choices of) ->
                withRecorded(of.on(subject, today), field.initially().apply(subject, today));
            case Input.Entry(Choices of) -> of.on(subject, today);
            case Input.Several(Choices of) -> of.on(subject, today);
            case Input.YesNo _ -> List.of(Choice.of("yes"), Choice.of("no"));
            case Input.Day _, Input.Moment _, Input.Line _, Input.Paragraph _, Input.Whole _, Input.Carried _ ->
                List.of();
        };
    }

    /** Whether there is anything to answer: a question that has nothing to choose from in this case is left out. */
    public boolean asked() {
        return switch (field.input()) {
            case Input.One _, Input.Entry _, Input.Several _ -> field.needed() || !choices.isEmpty();
            case Input.YesNo _,
                    Input.Day _,
                    Input.Moment _,
                    Input.Line _,
                    Input.Paragraph _,
                    Input.Whole _,
                    Input.Carried _ -> true;
        };
    }

    /** A code that is recorded can stay, even where its list has it no more. */
    private static List<Choice> withRecorded(List<Choice> choices, String recorded) {
        if (recorded == null || Choices.words(choices, recorded).isPresent()) return choices;
        var more = new ArrayList<>(choices);
        more.add(Choice.of(recorded));
        return more;
    }

    public boolean staff() {
        return field.isStaff();
    }

    public boolean radios() {
        return choices.size() <= MOST_RADIOS;
    }

    /** What can be chosen, group by group; a null group for choices that have none. */
    public Map<String, List<Choice>> groups() {
        var groups = new LinkedHashMap<String, List<Choice>>();
        for (var choice : choices) {
            groups.computeIfAbsent(choice.group(), _ -> new ArrayList<>()).add(choice);
        }
        return groups;
    }

    /** What the screen reader reads with the field: its hint and its fault. */
    public String describedBy() {
        var ids = new java.util.StringJoiner(" ");
        if (field.hint() != null) ids.add(field.id() + "-hint");
        if (fault != null) ids.add(field.id() + "-error");
        return ids.length() == 0 ? null : ids.toString();
    }

    /** The answer in words, for the page on which answers are checked. */
    public String words(LocalDate today) {
        return switch (field.input()) {
            case Input.Day _ ->
                value == null ? "" : Words.day(value, today).map(Words::day).orElse(value);
            case Input.Moment _ ->
                value == null || value.isBlank()
                        ? ""
                        : Words.day(value, today).map(Words::day).orElse(value) + " at " + time;
            case Input.One _, Input.Entry _, Input.YesNo _, Input.Several _ ->
                String.join(
                        ", ",
                        values.stream()
                                .filter(code -> !code.isEmpty())
                                .map(code -> Choices.words(choices, code).orElse(code))
                                .toList());
            case Input.Line _, Input.Paragraph _, Input.Whole _ -> value == null ? "" : value;
            case Input.Carried _ -> "";
        };
    }
}
