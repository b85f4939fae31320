package waymark.observability;

import java.util.List;
import java.util.regex.Pattern;

/** What an expression asks Prometheus for: a metric, and conditions on its labels. */
record Selector(String name, List<Condition> conditions) {

    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:waymark|http|jvm|process|system)_[a-z0-9_]+)\\b(?:\\{([^}]*)})?");
    private static final Pattern CONDITION = Pattern.compile("([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\"");

    record Condition(String label, String operator, String value) {

        boolean holds(Series series) {
            var actual = series.labels().get(label);
            if (actual == null) return false;
            return switch (operator) {
                case "=" -> actual.equals(value);
                case "!=" -> !actual.equals(value);
                case "=~" -> actual.matches(value);
                case "!~" -> !actual.matches(value);
                default -> throw new IllegalStateException(operator);
            };
        }
    }

    static List<Selector> of(String expression) {
        return SELECTOR.matcher(expression)
                .results()
                .map(found ->
                        new Selector(found.group(1), found.group(2) == null ? List.of() : conditions(found.group(2))))
                .toList();
    }

    private static List<Condition> conditions(String text) {
        return CONDITION
                .matcher(text)
                .results()
                .map(found -> new Condition(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /** A condition on a label that the series does not have is a mistake, and so does not hold. */
    boolean finds(Series series) {
        return series.name().equals(name) && conditions.stream().allMatch(condition -> condition.holds(series));
    }
}
