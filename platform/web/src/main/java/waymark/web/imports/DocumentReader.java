package waymark.web.imports;

import java.util.List;
import java.util.Set;

/**
 * What a service knows about its register as an XML document: a header, and any number of units (a child), of which each holds any number of records (a
 * referral). Namespaces are of no account.
 */
public non-sealed interface DocumentReader<C> extends SourceReader<C> {
    /** Every element that is known, as its path from the root, {@code Message/Header/Year}. Of any other a report says once a file that it was not read. */
    Set<String> elements();

    /** The path of the part that is about the document as a whole. */
    String header();

    /** The path of a unit; one unit at a time is in memory. */
    String unit();

    /** The name of the elements of a unit that are its records. */
    String record();

    /** What a unit is called in the sender's report, and nowhere else: the child's number. Null where it does not say. */
    String nameOf(Element unit);

    /** What is odd about the document as a whole. */
    List<Fault> header(Element header, Context context);

    /** What is odd about a unit that has no record, which would be lost without a word. */
    List<Fault> withoutRecord(Element unit);

    /** What a record says. A fault in it is answered, never thrown: what is thrown ends the import as failed. */
    Read<C> read(DocumentRecord record, Context context);
}
