package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;

import java.util.Arrays;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.course.References;

/** Contacts, referrals or requests of cases, in columns: at most one of a case. */
final class OpeningColumns {
    static final Dictionary SOURCES = new Dictionary(
            "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6",
            "7", "8", "9", "10");
    static final Dictionary NEEDS = new Dictionary("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "N0");
    static final Dictionary LOCALITIES = new Dictionary();
    static final Dictionary SEXES = new Dictionary("F", "M", "U");
    static final Dictionary ETHNICITIES = new Dictionary();
    static final Dictionary TRUTHS = new Dictionary("yes", "no");

    private int[] sequence = {};
    private int[] on = {};
    private long[] at = {};
    private final References references;
    private byte[] source = {};
    private byte[] need = {};
    private byte[] withoutAction = {};
    private char[] locality = {};
    private byte[] sex = {};
    private char[] ethnicity = {};

    OpeningColumns() {
        references = new References();
    }

    /** The same as they are now, while the other goes on changing. */
    OpeningColumns(OpeningColumns other) {
        sequence = other.sequence.clone();
        on = other.on.clone();
        at = other.at.clone();
        references = new References(other.references);
        source = other.source.clone();
        need = other.need.clone();
        withoutAction = other.withoutAction.clone();
        locality = other.locality.clone();
        sex = other.sex.clone();
        ethnicity = other.ethnicity.clone();
    }

    void lengthen(int rows) {
        if (sequence.length >= rows) return;
        int before = on.length;
        sequence = Arrays.copyOf(sequence, rows);
        on = Arrays.copyOf(on, rows);
        Arrays.fill(on, before, rows, NONE);
        at = Arrays.copyOf(at, rows);
        references.lengthen(rows);
        source = Arrays.copyOf(source, rows);
        need = Arrays.copyOf(need, rows);
        withoutAction = Arrays.copyOf(withoutAction, rows);
        locality = Arrays.copyOf(locality, rows);
        sex = Arrays.copyOf(sex, rows);
        ethnicity = Arrays.copyOf(ethnicity, rows);
    }

    /** @param opening null where the case has none */
    void keep(int row, Opening opening) {
        boolean none = opening == null;
        sequence[row] = none ? 0 : opening.sequence();
        on[row] = none ? NONE : opening.on();
        at[row] = none ? 0 : opening.at();
        var details = none ? ReferralFacts.NOTHING : opening.details();
        references.keep(row, details.reference());
        source[row] = (byte) SOURCES.numberOf(details.source());
        need[row] = (byte) NEEDS.numberOf(details.primaryNeed());
        var nothingFollows = details.noFurtherAction();
        withoutAction[row] = (byte) (nothingFollows == null ? 0 : TRUTHS.numberOf(nothingFollows ? "yes" : "no"));
        locality[row] = LOCALITIES.numberOf(details.locality());
        sex[row] = (byte) SEXES.numberOf(details.sex());
        ethnicity[row] = ETHNICITIES.numberOf(details.ethnicity());
    }

    /** Null where the case has none. */
    Opening of(int row) {
        if (sequence[row] == 0) return null;
        var nothingFollows = TRUTHS.valueOf(withoutAction[row]);
        return new Opening(
                sequence[row],
                on[row],
                at[row],
                new Details(
                        reference(row),
                        SOURCES.valueOf(source[row]),
                        NEEDS.valueOf(need[row]),
                        nothingFollows == null ? null : Boolean.valueOf(nothingFollows.equals("yes")),
                        LOCALITIES.valueOf(locality[row]),
                        SEXES.valueOf(sex[row]),
                        ETHNICITIES.valueOf(ethnicity[row])));
    }

    int[] on() {
        return on;
    }

    long at(int row) {
        return at[row];
    }

    /** Null where there is none. */
    String reference(int row) {
        return references.of(row);
    }

    boolean hasReference(int row, byte[] text) {
        return references.isOf(row, text);
    }

    int source(int row) {
        return source[row];
    }

    int need(int row) {
        return need[row];
    }

    int locality(int row) {
        return locality[row];
    }

    int sex(int row) {
        return sex[row];
    }

    int ethnicity(int row) {
        return ethnicity[row];
    }
}
