package waymark.web.cases;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import waymark.casefile.course.Forms;
import waymark.web.Problem;

/** Kept apart from the case's state, in no event, and erasable. Each is null where it is not known. */
public record Personal(String name, LocalDate dateOfBirth, String upn, String address) {
    /** By name, as the case's document has them; what is null says nothing and is left out. */
    Map<String, Object> known() {
        var known = new LinkedHashMap<String, Object>();
        if (name != null) known.put("name", name);
        if (dateOfBirth != null) known.put("dateOfBirth", dateOfBirth.toString());
        if (upn != null) known.put("upn", upn);
        if (address != null) known.put("address", address);
        return known;
    }

    /** @throws Problem with the place; quotes nothing of what was given */
    void check(String word, LocalDate today) {
        if (upn != null && !Forms.UPN.fits(upn)) {
            throw Problem.ofField(word + ".upn-form", "personal.upn", "The UPN must be " + Forms.UPN.words() + ".");
        }
        if (dateOfBirth != null && dateOfBirth.isAfter(today)) {
            throw Problem.ofField(
                    word + ".date-in-future", "personal.dateOfBirth", "The date of birth has not come yet.");
        }
    }
}
