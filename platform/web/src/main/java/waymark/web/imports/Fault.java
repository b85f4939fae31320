package waymark.web.imports;

/**
 * What is wrong with a row.
 *
 * @param column null where it is none in particular
 * @param value as the file has it, or null
 * @param reason what is wrong and what to change; quotes no value
 */
public record Fault(String column, String value, String reason) {}
