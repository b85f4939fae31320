package waymark.portal.ehc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import waymark.portal.cases.Telling;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Known;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;

/** An EHC assessment, and the plan that comes of it, in words. */
@Component
final class EhcTelling implements Telling {
    private final CaseArea area;
    private final EhcWords words;

    EhcTelling(CaseArea assessments, EhcWords words) {
        area = assessments;
        this.words = words;
    }

    @Override
    public CaseArea area() {
        return area;
    }

    @Override
    public String noun() {
        return "EHC assessment";
    }

    @Override
    public String reference(Doc one) {
        return one.text("assessmentRef");
    }

    @Override
    public String heading(Doc one) {
        if (one.has("personal.name")) return one.text("personal.name");
        return one.has(Known.CHILD) ? "Child " + one.text(Known.CHILD) : "A child whose details were erased";
    }

    @Override
    public String status(Doc one) {
        return EhcWords.status(one.text("status"));
    }

    @Override
    public Map<String, String> facts(Doc one) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Name", one.text("personal.name"));
        facts.put("Child’s number", one.text(Known.CHILD));
        facts.put("Date of birth", one.day("personal.dateOfBirth"));
        facts.put("Address", one.text("personal.address"));
        facts.put("Unique pupil number", one.text("personal.upn"));
        facts.put(one.flag("movedIn") ? "Plan taken over" : "Request received", one.day("openedOn"));
        facts.put("Moved in from authority", one.text("fromAuthority"));
        facts.put("Asked by", EhcWords.requestSource(one.text("requestSource")));
        facts.put("Coordinator", one.has("coordinator") ? one.text("coordinator") : "Nobody yet");
        facts.put("Primary need", words.need(one.text("primaryNeed")));
        facts.put("School year", Meanings.of(Meanings.SCHOOL_YEARS, one.text("schoolYear")));
        facts.put("Locality", one.text("locality"));
        facts.put("Sex", Meanings.of(Meanings.SEXES, one.text("sex")));
        facts.put("Ethnicity", one.text("ethnicity"));
        facts.values().removeIf(value -> value == null);
        return facts;
    }

    @Override
    public List<Told> history(Doc one) {
        return Course.of(one).happened().reversed().stream()
                .map(EhcTelling::told)
                .toList();
    }

    private static Told told(Course.Happening one) {
        return new Told(
                one.sequence(),
                EhcWords.happened(one),
                Words.day(one.on()),
                one.recorded().moment("recordedAt"),
                one.recorded().text("actor"),
                Told.role(one.recorded().text("role")),
                Map.of(),
                one.recorded().text("note"),
                one.annulled() ? "Taken back since" : null,
                List.of());
    }

    @Override
    public String clock(String id, String subject) {
        return EhcWords.clock(id, subject);
    }
}
