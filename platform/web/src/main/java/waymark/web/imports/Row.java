package waymark.web.imports;

import java.util.Map;

/**
 * One record of a CSV file.
 *
 * @param line where it begins; the header is line 1
 * @param cells by column, without surrounding blanks; empty where the source says nothing
 */
public record Row(long line, Map<String, String> cells) implements Values {
    /** The value, or null where the cell is blank or the file has no such column. */
    @Override
    public String get(String column) {
        var value = cells.get(column);
        return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public boolean contradictory(String column) {
        return false;
    }

    /** Whether the file has the column: one that it has not changes nothing that was recorded before. */
    public boolean has(String column) {
        return cells.containsKey(column);
    }
}
