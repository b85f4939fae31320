package waymark.web.imports;

/**
 * What is wrong with a record.
 *
 * @param column or the element's path within the record; null where it is none in particular
 * @param value as the file has it, or null
 * @param rule stable id; null where the reason says all
 * @param reason what is wrong and what to change; quotes no value
 */
public record Fault(String column, String value, String rule, String reason) {
    public Fault(String column, String value, String reason) {
        this(column, value, null, reason);
    }
}
