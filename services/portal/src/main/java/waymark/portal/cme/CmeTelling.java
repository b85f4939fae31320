package waymark.portal.cme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import waymark.portal.cases.Telling;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;

/** An involvement in words. */
@Component
final class CmeTelling implements Telling {
    private final CaseArea area;
    private final CmeCodes codes;

    CmeTelling(CaseArea involvements, CmeCodes codes) {
        area = involvements;
        this.codes = codes;
    }

    @Override
    public CaseArea area() {
        return area;
    }

    @Override
    public String noun() {
        return "Involvement";
    }

    @Override
    public String reference(Doc one) {
        return one.text("involvementRef");
    }

    @Override
    public String heading(Doc one) {
        if (one.has("personal.name")) return one.text("personal.name");
        return one.has("childRef") ? "Child " + one.text("childRef") : "A child whose details were erased";
    }

    @Override
    public String status(Doc one) {
        return codes.status(one.text("status"));
    }

    @Override
    public Map<String, String> facts(Doc one) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Name", one.text("personal.name"));
        facts.put("Child’s number", one.text("childRef"));
        facts.put("Date of birth", one.day("personal.dateOfBirth"));
        facts.put("Unique pupil number", one.text("personal.upn"));
        facts.put("Address", one.text("personal.address"));
        facts.put("Officer", one.has("officer") ? one.text("officer") : "Nobody yet");
        facts.put("Opened", one.day("openedOn") + ", " + daysOpen(one));
        facts.put("Closed", one.day("closedOn"));
        facts.put("Outcome", codes.outcome(one.text("outcome")));
        facts.put(
                "Confirmed by",
                one.has("confirmedBy") ? codes.agency(one.text("confirmedBy")) + ", " + one.day("confirmedOn") : null);
        facts.put("Accepted by the receiving team", yesNo(one, "acceptedByReceivingTeam"));
        facts.put("Approved by a manager", yesNo(one, "approvedByManager"));
        facts.put("School year", codes.year(one.text("schoolYear")));
        facts.put("Special educational needs", codes.sen(one.text("senStatus")));
        facts.put("Social care", codes.socialCare(one.text("socialCareStatus")));
        facts.put("Locality", one.text("locality"));
        facts.put("Told by", codes.referrer(one.text("referredBy")));
        facts.put("DfE reason", one.text("reason"));
        facts.put("Within section 436A", yesNo(one, "meetsS436A"));
        facts.put("Missing since", one.day("missingSince"));
        facts.put("Last school", one.text("lastSchool"));
        facts.put("Last day attended", one.day("lastDayAttended"));
        facts.put("Ground for leaving the roll", one.text("groundForLeavingRoll"));
        facts.put("School made enquiries", yesNo(one, "schoolMadeEnquiries"));
        facts.put("Sex", codes.sex(one.text("sex")));
        facts.put("Ethnicity", one.text("ethnicity"));
        facts.values().removeIf(value -> value == null);
        return facts;
    }

    private static String daysOpen(Doc one) {
        long days = one.number("daysOpen");
        return days + (days == 1 ? " day" : " days") + ("open".equals(one.text("status")) ? " ago" : " open");
    }

    private static String yesNo(Doc one, String field) {
        if (!one.has(field)) return null;
        return one.flag(field) ? "Yes" : "No";
    }

    @Override
    public List<Told> history(Doc one) {
        return new Story(one, codes).told();
    }

    @Override
    public String clock(String id, String subject) {
        return "next review";
    }
}
