package waymark.portal.alerts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Field;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;

/** The forms by which a manager says whom e-mails about alerts go to; the names of the fields are the service's. */
final class RecipientForms {
    static final String ACCOUNT = "account";
    private static final String ROLES = "roles";
    private static final String TEAMS = "teams";
    private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");

    private RecipientForms() {}

    static Step adding(Person manager) {
        var fields = new ArrayList<Field>();
        fields.add(Field.shortLine(ACCOUNT, "Staff number")
                .hint("As cases and alerts are given to them.")
                .required());
        fields.addAll(settings(manager));
        return step("add", "Add somebody who is written to", "Add them", fields);
    }

    static Step changing(Person manager) {
        return step("change", "Change what somebody is written", "Save", settings(manager));
    }

    private static Step step(String id, String title, String button, List<Field> fields) {
        return Step.of(id, title, fields.toArray(Field[]::new)).button(button);
    }

    private static List<Field> settings(Person manager) {
        return List.of(
                Field.line("email", "E-mail address").required().asRecorded("email"),
                Field.several(ROLES, "Which roles’ alerts?", (recipient, _) -> roles(recipient))
                        .hint("An alert that is nobody’s in particular goes to everybody of its role.")
                        .required()
                        .asRecorded(ROLES),
                teams(manager),
                Field.yesNo("urgent", "An e-mail at once about each urgent alert?")
                        .required()
                        .initially((recipient, _) -> yesUnless(recipient, "urgent")),
                Field.yesNo("digest", "A digest on every working morning?")
                        .required()
                        .initially((recipient, _) -> yesUnless(recipient, "digest")));
    }

    /** Those that have alerts, and what is recorded beside them. */
    private static List<Choice> roles(Doc recipient) {
        var others = recipient.texts(ROLES).stream()
                .filter(code -> Choices.words(AlertForms.ROLES, code).isEmpty())
                .map(code -> Choice.of(code, Words.capital(Told.role(code))));
        return Stream.concat(AlertForms.ROLES.stream(), others).toList();
    }

    /** A manager of some teams looks after their recipients alone. */
    private static Field teams(Person manager) {
        var words = "Which teams’ alerts?";
        if (!manager.teams().isEmpty()) {
            var own = manager.teams().stream().map(Choice::of).toList();
            return Field.several(TEAMS, words, Choices.of(own)).required().asRecorded(TEAMS);
        }
        return Field.line(TEAMS, words)
                .hint("The teams’ codes, with commas between. Leave it empty for every team.")
                .initially((recipient, _) -> String.join(", ", recipient.texts(TEAMS)));
    }

    private static String yesUnless(Doc recipient, String name) {
        return recipient.has(name) && !recipient.flag(name) ? "no" : "yes";
    }

    /** What is sent, of what was answered. */
    static Map<String, Object> body(Map<String, Object> read) {
        var body = new LinkedHashMap<>(read);
        body.remove(ACCOUNT);
        switch (read.get(TEAMS)) {
            case null -> body.put(TEAMS, List.of());
            case String typed ->
                body.put(
                        TEAMS,
                        BETWEEN.splitAsStream(typed)
                                .filter(code -> !code.isEmpty())
                                .toList());
            case Object _ -> {}
        }
        return body;
    }

    /** What somebody gets, in words. */
    static String mails(Doc recipient) {
        boolean digest = recipient.flag("digest");
        if (recipient.flag("urgent")) return digest ? "Urgent ones at once, and the digest" : "Urgent ones at once";
        return digest ? "The digest" : "None";
    }

    static String roleWords(Doc recipient) {
        return Words.capital(String.join(
                ", ", recipient.texts(ROLES).stream().map(Told::role).toList()));
    }

    static String teamWords(Doc recipient) {
        var teams = recipient.texts(TEAMS);
        return teams.isEmpty() ? "Every team" : String.join(", ", teams);
    }
}
