package waymark.web.cases;

import java.util.function.Function;
import waymark.web.Constants;

/**
 * A column of a list as CSV.
 *
 * @param name in snake_case
 * @param value what stands in it for a case; may answer null, and constants become their codes
 */
public record Column<V>(String name, Function<V, ?> value) {
    Object cell(V view) {
        var cell = value.apply(view);
        return cell instanceof Enum<?> constant ? Constants.code(constant) : cell;
    }
}
