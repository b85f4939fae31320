package waymark.portal.forms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.util.MultiValueMap;
import waymark.portal.desk.Doc;

/**
 * What was typed into a form, read: as the body of a request, and what of it could not be understood. What the answers mean is for the service to judge.
 *
 * @param body by name; what was left empty is left out
 */
public record Reading(Map<String, Object> body, List<Fault> faults) {
    /**
     * @param onlyChanges whether what stands as the form had it at first is left out too
     * @param subject the case the form is about
     */
    public static Reading of(
            List<Field> fields,
            MultiValueMap<String, String> typed,
            Doc subject,
            LocalDate today,
            boolean onlyChanges) {
        var body = new TreeMap<String, Object>();
        var faults = new ArrayList<Fault>();
        for (var field : fields) {
            var text = text(typed, field.name());
            // The number of an entry says what is put right, and is sent as it stands.
            if (onlyChanges && !(field.input() instanceof Input.Entry)) {
                var recorded = Question.initially(field, subject, today);
                var answered = answered(field, text, typed);
                if (answered.equals(recorded) && !(answered.isEmpty() && field.needed())) continue;
                if (answered.isEmpty() && !recorded.isEmpty()) {
                    faults.add(new Fault(
                            field.name(),
                            "%s: what is recorded can be put right, but not emptied.".formatted(field.label())));
                    continue;
                }
            }
            var value = value(field, text, typed, today, faults);
            if (value != null) body.put(field.name(), value);
            else if (field.needed()
                    && faults.stream().noneMatch(fault -> field.name().equals(fault.field()))) {
                faults.add(new Fault(field.name(), "Answer this: " + field.label()));
            }
        }
        return new Reading(nested(body), faults);
    }

    /** What stands in the field, in the form of {@link Question#initially}. */
    private static List<String> answered(Field field, String text, MultiValueMap<String, String> typed) {
        var time = text(typed, field.name() + ".time");
        return switch (field.input()) {
            case Input.Several _ ->
                typed.getOrDefault(field.name(), List.of()).stream()
                        .filter(code -> !code.isEmpty())
                        .toList();
            case Input.Moment _ -> text.isEmpty() && time.isEmpty() ? List.of() : List.of(text, time);
            case Input.Day _,
                    Input.Line _,
                    Input.Paragraph _,
                    Input.One _,
                    Input.Entry _,
                    Input.YesNo _,
                    Input.Whole _,
                    Input.Carried _ -> text.isEmpty() ? List.of() : List.of(text);
        };
    }

    private static String text(MultiValueMap<String, String> typed, String name) {
        var text = typed.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /** Null where nothing was answered, or what was could not be understood, which is then among the faults. */
    private static Object value(
            Field field, String text, MultiValueMap<String, String> typed, LocalDate today, List<Fault> faults) {
        return switch (field.input()) {
            case Input.Day _ -> {
                if (text.isEmpty()) yield null;
                var day = Words.day(text, today);
                if (day.isEmpty()) faults.add(noDay(field));
                yield day.map(LocalDate::toString).orElse(null);
            }
            case Input.Moment _ -> moment(field, text, text(typed, field.name() + ".time"), today, faults);
            case Input.Several _ -> {
                var chosen = typed.getOrDefault(field.name(), List.of()).stream()
                        .filter(code -> !code.isEmpty())
                        .toList();
                yield chosen.isEmpty() ? null : chosen;
            }
            case Input.YesNo _ -> text.isEmpty() ? null : text.equals("yes");
            case Input.Whole(int least, int most) -> whole(field, text, least, most, faults);
            case Input.Entry _ -> whole(field, text, 1, Integer.MAX_VALUE, faults);
            case Input.Carried(boolean flag) when flag -> true;
            case Input.Line _, Input.Paragraph _, Input.One _, Input.Carried _ -> text.isEmpty() ? null : text;
        };
    }

    private static Fault noDay(Field field) {
        return new Fault(field.name(), field.label() + ": type a day that exists, such as 31/7/2022.");
    }

    private static Object moment(Field field, String day, String time, LocalDate today, List<Fault> faults) {
        if (day.isEmpty() && time.isEmpty()) return null;
        var on = Words.day(day, today);
        if (on.isEmpty()) {
            faults.add(noDay(field));
            return null;
        }
        var moment = Words.moment(on.get(), time);
        if (moment.isEmpty()) {
            faults.add(new Fault(field.name(), field.label() + ": type a time of day such as 14:30."));
        }
        return moment.map(Instant::toString).orElse(null);
    }

    private static Object whole(Field field, String text, int least, int most, List<Fault> faults) {
        if (text.isEmpty()) return null;
        if (text.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        }
        faults.add(new Fault(
                field.name(), "%s: type a whole number from %d to %d.".formatted(field.label(), least, most)));
        return null;
    }

    /** {@code personal.name} becomes an object in an object, {@code children.0.childRef} an object in a list. */
    private static Map<String, Object> nested(Map<String, Object> flat) {
        var root = new LinkedHashMap<String, Object>();
        flat.forEach((path, value) -> {
            var names = path.split("\\.", -1);
            Map<String, Object> place = root;
            for (int at = 0; at < names.length - 1; at++) place = within(place, names[at]);
            place.put(names[names.length - 1], value);
        });
        return listed(root);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> within(Map<String, Object> place, String name) {
        return (Map<String, Object>) place.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> listed(Map<String, Object> map) {
        map.replaceAll((_, value) -> {
            if (!(value instanceof Map<?, ?> inner)) return value;
            var items = listed((Map<String, Object>) inner);
            boolean numbered = !items.isEmpty() && items.keySet().stream().allMatch(key -> key.matches("[0-9]+"));
            return numbered ? List.copyOf(items.values()) : items;
        });
        return map;
    }
}
