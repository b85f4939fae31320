package waymark.web.imports;

import java.util.List;
import java.util.Locale;
import waymark.casefile.course.Breach;

/** What a service knows about its register as CSV: the columns, and what a row says. */
public non-sealed interface RowReader<C> extends SourceReader<C> {
    /** The columns that every file has, named in snake_case, the source's reference first. */
    List<String> requiredColumns();

    /** The columns that a file may have besides. */
    List<String> optionalColumns();

    /** The column that holds the source's reference. */
    @Override
    default String referenceColumn() {
        return requiredColumns().getFirst();
    }

    /** A rule's field is called as the column is, in camelCase. */
    @Override
    default String placeOf(Breach breach) {
        if (breach.field() == null) return null;
        var column = breach.field().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return requiredColumns().contains(column) || optionalColumns().contains(column) ? column : null;
    }

    /** What a row says. A fault in the row is answered, never thrown: what is thrown ends the import as failed. */
    Read<C> read(Row row, Context context);
}
