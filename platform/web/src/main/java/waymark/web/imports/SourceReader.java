package waymark.web.imports;

import java.util.List;
import waymark.casefile.Filing;
import waymark.casefile.course.Breach;

/** What a service knows about one form in which its register is sent: as rows of CSV, or as an XML document. Safe for use by several threads. */
public sealed interface SourceReader<C> permits RowReader, DocumentReader {
    /** The column, or the element, that holds the source's reference; null where the reference is derived. */
    String referenceColumn();

    /** Whether a case that came from a source came in this form, so that a whole file that lacks it says so. */
    default boolean speaksOf(String reference) {
        return true;
    }

    /** The column, or the element's path within the record, that breaks a rule of the course; null where there is none in particular. */
    String placeOf(Breach breach);

    /** What came of reading a record. */
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

        /**
         * It cannot be understood; the others still go in.
         *
         * @param reference which is therefore in the file; null where that much cannot be told
         */
        record Rejected<C>(String reference, List<Fault> faults) implements Read<C> {
            public Rejected(List<Fault> faults) {
                this(null, faults);
            }
        }

        /** It holds no record, which is said rather than passed over. */
        record Nothing<C>(List<Fault> warnings) implements Read<C> {}
    }
}
