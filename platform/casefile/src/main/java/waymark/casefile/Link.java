package waymark.casefile;

/**
 * A property of a kind's events and states, wherever it stands in them, that leads from a case to others.
 *
 * @param property its name
 * @param kind whose case it names by its id; null where it names none, but what cases or children have in common
 */
public record Link(String property, String kind) {}
