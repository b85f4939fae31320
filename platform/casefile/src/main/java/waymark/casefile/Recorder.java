package waymark.casefile;

import java.time.Instant;

/**
 * Who records something, and when.
 *
 * @param role the role in which the actor acts; published with the event
 * @param recordedAt by the business clock
 * @param traceparent W3C trace context of the request, or null
 */
public record Recorder(String authority, String actor, String role, Instant recordedAt, String traceparent) {}
