package waymark.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** A refusal as an RFC 9457 problem document: a stable {@code rule}, words that say what to change, and the place. Quotes no personal details. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDetail document;

    /**
     * @param rule stable id for programs
     * @param detail one or two sentences for the person who sent the request
     */
    public Problem(HttpStatusCode status, String rule, String detail) {
        super(rule, null, false, false);
        document = ProblemDetail.forStatusAndDetail(status, detail);
        document.setType(URI.create("urn:waymark:problem:" + rule));
        document.setProperty("rule", rule);
    }

    /** A parameter of the query that cannot be used. */
    public static Problem parameter(String name, String reason) {
        return new Problem(HttpStatus.BAD_REQUEST, "request.parameter", "The parameter %s %s.".formatted(name, reason))
                .with("parameter", name);
    }

    /** A field of the body that breaks a rule. */
    public static Problem ofField(String rule, String field, String reason) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, rule, reason).with("field", field);
    }

    public static Problem notFound(String what) {
        return new Problem(HttpStatus.NOT_FOUND, "request.not-found", "There is no such %s.".formatted(what));
    }

    /** Adds where it is, or what is permitted. */
    public Problem with(String name, Object value) {
        document.setProperty(name, value);
        return this;
    }

    /** @param seconds after which the same request may be sent again; in the header Retry-After too */
    public Problem retryAfter(long seconds) {
        return with("retryAfter", seconds);
    }

    /** Seconds, or null. */
    Long retryAfter() {
        return (Long) document.getProperties().get("retryAfter");
    }

    /** The id of the rule that was broken. */
    public String rule() {
        return (String) document.getProperties().get("rule");
    }

    /** The field at fault, or null. */
    public String field() {
        return (String) document.getProperties().get("field");
    }

    /** What is wrong and what to change. */
    public String detail() {
        return document.getDetail();
    }

    ProblemDetail document() {
        return document;
    }
}
