package waymark.web.imports;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import waymark.casefile.course.Breach;

/** A file that was received and checked as a whole, so that its records can be taken. */
sealed interface SourceFile<C> extends AutoCloseable permits CsvFile, XmlFile {
    /** How many records it has. */
    long rows();

    /** What is odd about the file as a whole. */
    List<Finding> oddities(Context context);

    /** The records in the file's order, from the disk anew. */
    Records<C> records(Context context);

    @Override
    void close();

    interface Records<C> extends Iterator<Found<C>>, AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * A record, to be read once its line is noted.
     *
     * @param line where it begins
     * @param record what it is called in a report beside its line; null where the line is enough
     * @param reference that it has even where it cannot be understood; null where it has none
     * @param read what its reader makes of it
     * @param fault where in the record a rule of the course is broken
     */
    record Found<C>(
            long line,
            String record,
            String reference,
            Supplier<SourceReader.Read<C>> read,
            Function<Breach, Fault> fault) {}
}
