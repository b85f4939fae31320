package waymark.portal.forms;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import waymark.portal.desk.Doc;
import waymark.web.CodeLists;

/** What can be chosen, which may hang on the case and the day. */
@FunctionalInterface
public interface Choices {
    /** @param subject the case the form is about; empty where there is none yet */
    List<Choice> on(Doc subject, LocalDate today);

    static Choices of(List<Choice> choices) {
        return (_, _) -> choices;
    }

    /** Codes that say themselves what they mean. */
    static Choices of(String... codes) {
        return of(Stream.of(codes).map(Choice::of).toList());
    }

    /** A code list's rows that hold on the day: the code and, with it, the meaning. */
    static Choices list(CodeLists lists, String file) {
        record Row(Choice choice, LocalDate from, LocalDate to) {}
        var rows = lists.rows(file, row -> {
            var code = row.getField("code");
            return new Row(
                    new Choice(
                            code,
                            row.findField("meaning")
                                    .map(meaning -> named(code, meaning))
                                    .orElse(code),
                            null),
                    row.findField("valid_from").isPresent() ? CodeLists.day(row, "valid_from") : null,
                    row.findField("valid_to").isPresent() ? CodeLists.day(row, "valid_to") : null);
        });
        return (_, today) -> rows.stream()
                .filter(row ->
                        (row.from == null || !today.isBefore(row.from)) && (row.to == null || !today.isAfter(row.to)))
                .map(Row::choice)
                .toList();
    }

    /** The areas of the authority whose case it is. */
    static Choices localities(CodeLists lists) {
        var localities = lists.localities();
        return (subject, _) -> localities.of(subject.text(CaseArea.AUTHORITY)).stream()
                .map(name -> Choice.of(name, name))
                .toList();
    }

    /** Codes in capitals are what officers know: they stay beside their meaning. */
    private static String named(String code, String meaning) {
        var words = Words.capital(meaning);
        return Character.isUpperCase(code.charAt(0)) || Character.isDigit(code.charAt(0)) ? code + ": " + words : words;
    }

    static Optional<String> words(List<Choice> choices, String code) {
        return choices.stream()
                .filter(choice -> choice.code().equals(code))
                .map(Choice::words)
                .findFirst();
    }
}
