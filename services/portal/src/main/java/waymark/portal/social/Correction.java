package waymark.portal.social;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Field;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;

/**
 * Forms by which entries are put right: one for each kind of entry, which begins with what is recorded, with earlier corrections worked in.
 *
 * @param types of the events that such a form is for
 */
record Correction(Set<String> types) {
    static Correction of(String... types) {
        return new Correction(Set.of(types));
    }

    Step with(String id, String title, Field... fields) {
        var all = new ArrayList<Field>();
        all.add(Field.entry(
                        CaseArea.ENTRY,
                        "Which entry is put right?",
                        (subject, _) -> Optional.ofNullable(chosen(subject)).map(Correction::choice).stream()
                                .toList())
                .required()
                .initially((subject, _) -> number(chosen(subject))));
        all.addAll(Arrays.asList(fields));
        all.add(reason("Why is it put right?"));
        return Step.of(id, title, all.toArray(Field[]::new))
                .at("{id}/correction")
                .button("Put it right")
                .sendingChanges()
                .when(subject -> !isVoided(subject) && !entries(subject).isEmpty());
    }

    /** The entry's day. */
    Field day(String label) {
        return as(Field.day("on", label), entry -> Words.typed(entry.day()));
    }

    /** Its time, of an entry that has one. */
    Field moment(String label) {
        return as(Field.moment("at", label), Entry::at);
    }

    /** Its decision, outcome or reason. */
    Field outcome(String label, Choices of) {
        return as(Field.one("outcome", label, of), Entry::outcome);
    }

    /** A field that the correction calls as the entry does. */
    Field same(Field field) {
        return as(field, entry -> {
            var value = entry.data().get(field.name());
            return switch (value) {
                case null -> null;
                case Boolean flag -> flag ? "yes" : "no";
                case List<?> _ -> String.join(",", entry.data().texts(field.name()));
                default -> value.toString();
            };
        });
    }

    private Field as(Field field, Function<Entry, String> recorded) {
        return field.initially((subject, _) -> {
            var entry = chosen(subject);
            return entry == null ? null : recorded.apply(entry);
        });
    }

    /** The entry that the form was opened for; else the latest of these. */
    private Entry chosen(Doc subject) {
        var asked = subject.text(CaseArea.ENTRY);
        var entries = entries(subject);
        return entries.stream()
                .filter(entry -> number(entry).equals(asked))
                .findFirst()
                .orElse(entries.isEmpty() ? null : entries.getLast());
    }

    private List<Entry> entries(Doc subject) {
        return Entry.of(subject).stream()
                .filter(entry -> types.contains(entry.type()))
                .toList();
    }

    /** Personal details, which are no entry of the history. */
    static Step details(Field... fields) {
        var all = Stream.concat(Stream.of(fields), Stream.of(reason("Why are they put right?")));
        return Step.of("correct-details", "Put personal details right", all.toArray(Field[]::new))
                .at("{id}/correction")
                .button("Put them right")
                .sendingChanges()
                .when(subject -> !isVoided(subject));
    }

    static Step annulment() {
        return Step.of(
                        "annulment",
                        "Annul an entry: it did not happen",
                        Field.entry(
                                        CaseArea.ENTRY,
                                        "Which entry did not happen?",
                                        (subject, _) -> choices(annullable(subject)))
                                .required()
                                .initially((subject, _) -> subject.text(CaseArea.ENTRY)),
                        reason("Why is it annulled?"))
                .button("Annul it")
                .when(subject -> !isVoided(subject) && !annullable(subject).isEmpty());
    }

    /** Void the case for what it rests on, re-open it where the closing was the mistake. */
    private static List<Entry> annullable(Doc subject) {
        return Entry.of(subject).stream()
                .filter(entry -> entry.number() > 1 && !entry.isClosing())
                .toList();
    }

    static Step voiding(String... reasons) {
        return Step.of(
                        "voiding",
                        "Void the case: it should never have been opened",
                        Field.one("reason", "Why should it never have been opened?", Choices.of(reasons))
                                .required(),
                        ReferralForms.notes())
                .button("Void the case")
                .withCheck()
                .when(subject -> !isVoided(subject));
    }

    static boolean isVoided(Doc subject) {
        return "voided".equals(subject.text("status"));
    }

    private static Field reason(String label) {
        return Field.paragraph("reason", label)
                .hint("It is kept with the notes.")
                .required();
    }

    private static List<Choice> choices(List<Entry> entries) {
        return entries.reversed().stream().map(Correction::choice).toList();
    }

    /** An entry of the history, as something to choose. */
    static Choice choice(Entry entry) {
        return Choice.of(
                number(entry),
                "%s, %s (entry %d)".formatted(SocialWords.step(entry.type()), entry.when(), entry.number()));
    }

    static String number(Entry entry) {
        return entry == null ? null : Integer.toString(entry.number());
    }
}
