package waymark.portal.desk;

import java.util.Optional;

/** What a service said to one request. */
public sealed interface Answer {
    /**
     * @param doc empty where the answer has no body
     * @param etag the version to send back in If-Match, or null
     */
    record Done(int status, Doc doc, String etag, String location) implements Answer {}

    /**
     * The service will not, and says why.
     *
     * @param rule a stable id
     * @param field the place in what was sent, or null
     * @param words for the person at the page
     * @param problem the whole problem document
     */
    record Refused(int status, String rule, String field, String words, Doc problem) implements Answer {}

    /** It did not answer in time, or is given a rest. Nothing is known of what became of the request. */
    record Away(Service service) implements Answer {}

    /** For templates: what was answered, or null. */
    default Doc doc() {
        return this instanceof Done(int _, Doc doc, String _, String _) ? doc : null;
    }

    /** For templates: whose panel is missing, or null. */
    default Service away() {
        return this instanceof Away(Service service) ? service : null;
    }

    /** For templates: why not, or null. */
    default Refused refusal() {
        return this instanceof Refused refused ? refused : null;
    }

    default Optional<Doc> found() {
        return Optional.ofNullable(doc());
    }
}
