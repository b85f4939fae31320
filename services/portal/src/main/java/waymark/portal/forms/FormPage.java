package waymark.portal.forms;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import waymark.portal.desk.Doc;

/**
 * A form on its page, for the template {@code form}.
 *
 * @param caption what it is about, above the heading; or null
 * @param back where the link back leads
 * @param hidden what goes with the answers unseen
 * @param faults in the questions' order, those of the whole form first
 */
public record FormPage(
        Step step,
        String caption,
        String action,
        String back,
        List<Question> questions,
        Map<String, String> hidden,
        List<Fault> faults,
        LocalDate today) {

    public static FormPage blank(
            Step step,
            String caption,
            String action,
            String back,
            Map<String, String> hidden,
            Doc subject,
            LocalDate today) {
        var questions = step.fields().stream()
                .map(field -> Question.blank(field, subject, today))
                .toList();
        return new FormPage(step, caption, action, back, questions, hidden, List.of(), today);
    }

    /** The form again, with every word that was typed. */
    public FormPage typed(MultiValueMap<String, String> typed, List<Fault> wrong, Doc subject) {
        // What is not shown has no place at which a fault could stand.
        var names = step.fields().stream()
                .filter(field -> !(field.input() instanceof Input.Carried))
                .map(Field::name)
                .toList();
        var placed = wrong.stream()
                .map(fault -> new Fault(place(fault.field(), names), fault.words(), fault.to()))
                .sorted(java.util.Comparator.comparingInt(fault -> names.indexOf(fault.field())))
                .toList();
        var answered = step.fields().stream()
                .map(field -> Question.typed(field, typed, placed, subject, today))
                .toList();
        return new FormPage(step, caption, action, back, answered, hidden, placed, today);
    }

    /** A service may name the last part of a question's name alone, or that of which it is a part. Null where the fault is no one question's. */
    private static String place(String field, List<String> names) {
        if (field == null || names.contains(field)) return field;
        var ending = names.stream().filter(name -> name.endsWith("." + field)).toList();
        if (ending.size() == 1) return ending.getFirst();
        return names.stream()
                .filter(name -> name.startsWith(field + "."))
                .findFirst()
                .orElse(null);
    }

    public FormPage with(String name, String value) {
        var more = new LinkedHashMap<>(hidden);
        more.put(name, value);
        return new FormPage(step, caption, action, back, questions, more, faults, today);
    }

    /** For the page's title, which says first that something is wrong, and last of which case it is. */
    public String title() {
        var title = caption == null ? step.title() : step.title() + ", " + caption;
        return faults.isEmpty() ? title : "Error: " + title;
    }
}
