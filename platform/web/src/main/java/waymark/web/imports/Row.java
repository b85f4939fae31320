package waymark.web.imports;

import java.util.Map;

/**
 * One record of the file.
 *
 * @param line where it begins; the header is line 1
 * @param cells by column, without surrounding blanks; empty where the source says nothing
 */
public record Row(long line, Map<String, String> cells) {
    /** The value, or null where the cell is blank or the file has no such column. */
    public String get(String column) {
        var value = cells.get(column);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Whether the file has the column: one that it has not changes nothing that was recorded before. */
    public boolean has(String column) {
        return cells.containsKey(column);
    }
}
