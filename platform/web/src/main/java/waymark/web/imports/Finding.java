package waymark.web.imports;

/**
 * A warning or an error of an import, with its place.
 *
 * @param line where the record begins, the header being line 1; null where it is about no line of the file
 * @param record of an XML document: the child's number and which of its records; else null
 * @param column or the element's path within the record; null where it is none in particular
 * @param value as the file has it, cut where it is long; or null
 * @param rule stable id of the rule that is broken; null where there is none beyond the reason
 */
public record Finding(Long line, String record, String column, String value, String rule, String reason) {}
