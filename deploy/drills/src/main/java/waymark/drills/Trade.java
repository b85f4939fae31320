package waymark.drills;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** What a drill knows of one kind of case: how clerks work on it, and what its figures ought to be. */
interface Trade {
    List<Trade> ALL = List.of(new InvolvementTrade(), new AssessmentTrade(), new ReferralTrade());

    /** The service's name, which is also that of its address and, after {@code waymark.}, of its topic. */
    String service();

    /** Where its cases are listed, which is also where each of them is. */
    List<Cases> cases();

    /** @param reference the field of an item by which the list can be sorted */
    record Cases(String address, String reference) {}

    /** Work on a case that is yet to be opened; every draw is from this source. */
    Work begin(Random random);

    /** What the cases come to; worked out here, so that it is not reporting's own. */
    List<Expected> expected(Collection<JsonNode> cases, LocalDate today);

    /**
     * @param address where reporting prints figures of a period that holds everything
     * @param figures each field that is to be compared, and what it ought to be
     */
    record Expected(String address, Map<String, Object> figures) {}

    /** Numbers that the service's own list and reporting both know. */
    List<Standing> standings(LocalDate today);

    /**
     * @param list as it is asked how many there are
     * @param figures where reporting prints the same number, and {@code field} which one it is
     */
    record Standing(String list, String figures, String field) {}

    /** One case as a clerk works on it, each step one that the course allows. */
    interface Work {
        Step opening(String child);

        /** What may also be another opening, which the work then goes on with. */
        Step next();

        /** @param version of the case after the step */
        void done(Step step, int version);
    }

    /**
     * A command.
     *
     * @param address of the cases where it is given; null for the service's own
     * @param path after the case's own; empty where it opens one
     * @param details of the body, as JSON fields
     * @param noteField the field in which its note is kept
     * @param cases how many it changes or opens
     */
    record Step(String address, String path, String details, String noteField, int cases) {
        Step(String path, String details, String noteField) {
            this(null, path, details, noteField, 1);
        }

        Step(String path, String details) {
            this(path, details, "notes");
        }

        boolean opens() {
            return path.isEmpty();
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
