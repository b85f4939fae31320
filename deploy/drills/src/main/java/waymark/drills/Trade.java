package waymark.drills;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** What a drill knows of one kind of case: how clerks work on it, and what its figures ought to be. */
interface Trade {
    List<Trade> ALL = List.of(new InvolvementTrade(), new AssessmentTrade());

    /** The service's name, which is also that of its address and, after {@code waymark.}, of its topic. */
    String service();

    /** The field of a list's item by which it can be sorted: the reference. */
    String reference();

    /** Work on a case that is yet to be opened; every draw is from this source. */
    Work begin(Random random);

    /** Where reporting prints the figures of a period that holds everything. */
    String figures(LocalDate today);

    /** Each field of the figures that is to be compared, and what the cases come to; worked out here, so that it is not reporting's own. */
    Map<String, Object> expected(Collection<JsonNode> histories, LocalDate today);

    /** Numbers that the service's own list and reporting both know. */
    List<Standing> standings(LocalDate today);

    /**
     * @param status by which the list is asked how many there are
     * @param figures where reporting prints the same number, and {@code field} which one it is
     */
    record Standing(String status, String figures, String field) {}

    /** One case as a clerk works on it, each step one that the course allows. */
    interface Work {
        /** @param note to be kept with it */
        String opening(String child, String note);

        Step next();

        /** @param version of the case after the step */
        void done(Step step, int version);
    }

    /**
     * A command on a case.
     *
     * @param path after the case's own
     * @param details of the body, as JSON fields
     * @param noteField the field in which its note is kept
     */
    record Step(String path, String details, String noteField) {
        Step(String path, String details) {
            this(path, details, "notes");
        }

        String body(String note) {
            var separator = details.isEmpty() ? "" : ", ";
            return "{%s%s\"%s\": \"%s\"}".formatted(details, separator, noteField, note);
        }
    }

    static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asString() : null;
    }

    /** Null where absent. */
    static LocalDate day(JsonNode node, String field) {
        var text = text(node, field);
        return text == null ? null : LocalDate.parse(text);
    }

    /** The last part of an event's type. */
    static String type(JsonNode event) {
        var type = text(event, "type");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Null of none. */
    static Double percent(long part, long of) {
        return ratio(100 * part, of);
    }

    /** To one decimal, half up; null of none. */
    static Double ratio(long sum, long of) {
        return of == 0 ? null : Math.round(sum * 10.0 / of) / 10.0;
    }
}
