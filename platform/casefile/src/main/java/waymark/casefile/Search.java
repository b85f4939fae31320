package waymark.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is known of a case that is looked for; each may be null. A reference and a child's number are looked for as they are, a name tolerant of its
 * spelling.
 */
public record Search(String reference, String childRef, String name, LocalDate dateOfBirth) {
    /** Below it two names have nothing in common but some letters. */
    private static final double LIKE = 0.82;

    private static final double OF_REFERENCE = 8;
    private static final double OF_CHILD = 4;
    private static final double OF_NAME = 2;
    private static final double OF_BIRTH = 1;

    /** Those under which a case's personal details are found: of its name, and its date of birth. */
    static List<String> keysOf(Map<String, Object> personal) {
        var keys = new ArrayList<String>();
        if (personal.get("name") instanceof String name) keys.addAll(Names.keys(name));
        if (personal.get("dateOfBirth") instanceof String day) keys.add(day);
        return keys;
    }

    /** Those that a case has one of, where it fits. */
    List<String> keys() {
        var keys = new ArrayList<String>();
        if (name != null) keys.addAll(Names.keys(name));
        if (dateOfBirth != null) keys.add(dateOfBirth.toString());
        return keys;
    }

    List<String> references() {
        if (reference == null) return List.of();
        var stripped = reference.strip();
        return List.of(stripped, stripped.toUpperCase(Locale.ROOT));
    }

    /** How well a case fits; 0 where it does not. */
    double fit(String itsReference, boolean ofTheChild, Map<String, Object> personal) {
        double fit = references().contains(itsReference) ? OF_REFERENCE : 0;
        if (ofTheChild) fit += OF_CHILD;
        if (name != null && personal.get("name") instanceof String itsName) {
            double likeness = Names.likeness(name, itsName);
            if (likeness >= LIKE) fit += OF_NAME * likeness;
        }
        if (dateOfBirth != null && dateOfBirth.toString().equals(personal.get("dateOfBirth"))) fit += OF_BIRTH;
        return fit;
    }
}
