package waymark.casefile.course;

/**
 * A rule of the course that a command or a source record breaks.
 *
 * @param rule stable id, for programs and for the problem document
 * @param field the field at fault in the caller's words, or null where it is none in particular
 * @param reason what is wrong and what to change, in the officer's words; names no child
 */
public record Breach(String rule, String field, String reason) {}
