package waymark.portal.alerts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Field;
import waymark.portal.forms.Step;

/** The forms by which a manager sets one rule, or the levels that all have; the names of the fields are the service's. */
final class RuleForms {
    static final String LEVELS = "levels";
    private static final String LEADS = "leads";
    private static final String DAYS = "days";
    private static final String ROLE = "role";
    private static final String ON = "on";
    private static final String ROLES = "roles";
    private static final int MOST_DAYS = 366;
    private static final int MOST_AT_A_LEVEL = 60;

    /** Families of rules, in the order in which they are shown. */
    static final List<Choice> FAMILIES = List.of(
            Choice.of("deadline", "Deadlines"),
            Choice.of("drift", "Cases in which nothing happens"),
            Choice.of("across-services", "Across services"),
            Choice.of("measure", "Measures of the scorecard"),
            Choice.of("person", "Raised by people"));

    /** Who opens cases of every kind, and can be called upon about any. */
    private static final List<Choice> OF_EVERY_CASE = AlertForms.ROLES.stream()
            .filter(role -> List.of("reviewing-officer", "team-manager").contains(role.code()))
            .toList();

    private RuleForms() {}

    /** What is sent, of what was answered; and what cannot be understood. */
    record Change(Map<String, Object> body, List<Fault> faults) {}

    static Step rule(Doc rule) {
        var fields = new ArrayList<Field>();
        fields.add(Field.yesNo(ON, "Is it watched?").required().asRecorded(ON));
        fields.add(Field.one(ROLE, "Who gets it, where the case is nobody’s?", Choices.of(AlertForms.ROLES))
                .required()
                .asRecorded(ROLE));
        if (isDeadline(rule)) {
            fields.add(Field.line(LEADS, "How long before the day is somebody told?")
                    .hint("Days, such as 28, 14; hours, such as 6 hours. Leave it empty to tell nobody beforehand.")
                    .initially((subject, _) -> Leads.typed(subject.texts(LEADS))));
        }
        if (rule.has(DAYS)) {
            fields.add(Field.whole(DAYS, "After how many days?", 1, MOST_DAYS)
                    .required()
                    .asRecorded(DAYS));
        }
        fields.add(reason());
        return step(rule.text("id"), "Change a rule", fields);
    }

    static Step levels(Doc rules) {
        var fields = new ArrayList<Field>();
        int top = rules.texts(DAYS).size();
        for (int level = 1; level <= top; level++) {
            int at = level - 1;
            fields.add(Field.whole(
                            DAYS + "." + at, "Level %d: working days to respond".formatted(level), 1, MOST_AT_A_LEVEL)
                    .required()
                    .initially((subject, _) -> subject.texts(DAYS).get(at)));
            if (level > 1) {
                fields.add(Field.one(
                                ROLES + "." + (at - 1),
                                "Level %d: who is called upon?".formatted(level),
                                Choices.of(OF_EVERY_CASE))
                        .required()
                        .initially((subject, _) -> subject.texts(ROLES).get(at - 1)));
            }
        }
        fields.add(reason());
        return step(LEVELS, "Change the levels", fields);
    }

    private static Step step(String id, String title, List<Field> fields) {
        return Step.of(id, title, fields.toArray(Field[]::new))
                .button("Change it")
                .withCheck();
    }

    private static Field reason() {
        return Field.paragraph("reason", "Why is it changed?").required();
    }

    static boolean isDeadline(Doc rule) {
        return "deadline".equals(rule.text("family"));
    }

    /** @param read the answers by the fields' names */
    static Change change(Doc rule, Map<String, Object> read) {
        var faults = new ArrayList<Fault>();
        var changed = new LinkedHashMap<String, Object>();
        changed.put("rule", rule.text("id"));
        if (read.get(ON) instanceof Boolean on && on != rule.flag(ON)) changed.put(ON, on);
        if (read.get(ROLE) instanceof String role && !role.equals(rule.text(ROLE))) changed.put(ROLE, role);
        if (read.get(DAYS) instanceof Number days && days.longValue() != rule.number(DAYS)) changed.put(DAYS, days);
        if (isDeadline(rule)) {
            var leads = Leads.codes(String.valueOf(read.getOrDefault(LEADS, "")));
            if (leads.isEmpty()) {
                faults.add(
                        new Fault(
                                LEADS,
                                "How long before the day is somebody told? Type days such as 28, 14, or hours such as 6 hours."));
            } else if (!leads.get().equals(rule.texts(LEADS))) {
                changed.put(LEADS, leads.get());
            }
        }
        if (faults.isEmpty() && changed.size() == 1) faults.add(nothing());
        return new Change(Map.of("changes", List.of(changed)), faults);
    }

    static Change levelsChange(Doc rules, Map<String, Object> read) {
        boolean same = texts(read.get(DAYS)).equals(rules.texts(DAYS))
                && texts(read.get(ROLES)).equals(rules.texts(ROLES));
        var body = new LinkedHashMap<String, Object>();
        body.put("changes", List.of());
        for (var name : List.of(DAYS, ROLES)) if (read.containsKey(name)) body.put(name, read.get(name));
        return new Change(body, same ? List.of(nothing()) : List.of());
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Fault nothing() {
        return new Fault(null, "Nothing is different from what is set already.");
    }

    /** Who is called upon at each level, and for how long, in words. */
    static List<String> levelsInWords(Doc rules) {
        var days = rules.texts(DAYS);
        var roles = rules.texts(ROLES);
        return IntStream.range(0, days.size())
                .mapToObj(at -> "%s, %s working day%s"
                        .formatted(
                                at == 0 ? "whom the rule names" : role(roles, at - 1),
                                days.get(at),
                                days.get(at).equals("1") ? "" : "s"))
                .toList();
    }

    private static String role(List<String> roles, int at) {
        return at < roles.size() ? Told.role(roles.get(at)) : "";
    }
}
