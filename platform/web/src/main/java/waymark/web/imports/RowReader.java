package waymark.web.imports;

import java.util.List;
import waymark.casefile.Filing;

/** What a service knows about its register: the columns, and what a row says. Safe for use by several threads. */
public interface RowReader<C> {
    /** The columns that every file has, named in snake_case, the source's reference first. */
    List<String> requiredColumns();

    /** The columns that a file may have besides. */
    List<String> optionalColumns();

    /** The column that holds the source's reference. */
    default String referenceColumn() {
        return requiredColumns().getFirst();
    }

    /** What a row says. A fault in the row is answered, never thrown: what is thrown ends the import as failed. */
    Read<C> read(Row row, Context context);

    /** What came of reading a row. */
    sealed interface Read<C> {
        /**
         * It can be understood.
         *
         * @param filing with the source's reference, and from a source
         * @param warnings what is odd about it beyond what the course's own rules say
         */
        record Taken<C>(Filing<C> filing, List<Fault> warnings) implements Read<C> {
            public Taken(Filing<C> filing) {
                this(filing, List.of());
            }
        }

        /** It cannot be understood; the others still go in. */
        record Rejected<C>(List<Fault> faults) implements Read<C> {}
    }
}
