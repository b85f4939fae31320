package waymark.web.imports;

/**
 * A warning or an error of an import, with its place.
 *
 * @param line where the record begins, the header being line 1; null where it is about no line of the file
 * @param column null where it is none in particular
 * @param value as the file has it, cut where it is long; or null
 */
public record Finding(Long line, String column, String value, String reason) {}
