package waymark.portal.dashboards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import waymark.portal.forms.Meanings;

/** By what figures can be filtered, and which codes can be chosen for it. */
@Component
class Dimensions {
    private static final List<String> OF_INVOLVEMENTS = List.of(
            "locality",
            "schoolYear",
            "senStatus",
            "socialCareStatus",
            "referredBy",
            "outcome",
            "outcomeGroup",
            "sex",
            "meetsS436A",
            "confirmed",
            "reason",
            "lastSchool");
    private static final List<String> OF_ASSESSMENTS = List.of(
            "locality",
            "schoolYear",
            "primaryNeed",
            "requestSource",
            "origin",
            "status",
            "exception",
            "overturned",
            "sex",
            "ethnicity");
    private static final List<String> OF_SOCIAL_CARE = List.of(
            "locality",
            "source",
            "primaryNeed",
            "decision",
            "status",
            "closureReason",
            "noFurtherAction",
            "sex",
            "ethnicity");
    private static final List<String> OF_EARLY_HELP = List.of("locality", "source", "team");

    private final Codes codes;

    Dimensions(Codes codes) {
        this.codes = codes;
    }

    static List<String> of(CasesOf kind) {
        return switch (kind) {
            case INVOLVEMENTS -> OF_INVOLVEMENTS;
            case ASSESSMENTS -> OF_ASSESSMENTS;
            case REFERRALS -> OF_SOCIAL_CARE;
            case EARLY_HELP -> OF_EARLY_HELP;
        };
    }

    /** The codes that can be chosen, by dimension; of a dimension without any, a code is typed. */
    Map<String, List<String>> offered(CasesOf kind, String authority) {
        var offered = new LinkedHashMap<String, List<String>>();
        for (var dimension : of(kind)) offered.put(dimension, codes(dimension, kind, authority));
        return offered;
    }

    private List<String> codes(String dimension, CasesOf kind, String authority) {
        return switch (dimension) {
            case "locality" -> codes.localities(authority);
            case "schoolYear" -> Codes.recorded(Meanings.SCHOOL_YEARS);
            case "senStatus" -> Codes.recorded(Meanings.SEN);
            case "socialCareStatus" -> Codes.recorded(Meanings.SOCIAL_CARE);
            case "sex" -> Codes.recorded(Meanings.SEXES);
            case "primaryNeed" -> codes.of(kind == CasesOf.ASSESSMENTS ? "primary-needs.csv" : "referral-needs.csv");
            case "source" -> codes.of("referral-sources.csv");
            case "outcome" -> codes.of("closure-outcomes.csv");
            case "closureReason" -> codes.of("closure-reasons.csv");
            case "outcomeGroup" -> List.of("school-placement", "not-cme", "other-authority", "other");
            case "referredBy" ->
                List.of(
                        "school",
                        "other-local-authority",
                        "admissions",
                        "social-care",
                        "health",
                        "parent",
                        "police",
                        "other",
                        Codes.NOT_RECORDED);
            case "requestSource" ->
                List.of(
                        "parent",
                        "young-person",
                        "school",
                        "early-years-setting",
                        "health",
                        "social-care",
                        "other",
                        Codes.NOT_RECORDED);
            case "origin" -> List.of("requested", "moved-in");
            case "status" ->
                kind == CasesOf.ASSESSMENTS
                        ? List.of(
                                "requested",
                                "assessing",
                                "drafted",
                                "maintained",
                                "not-assessed",
                                "not-issued",
                                "withdrawn",
                                "transferred",
                                "ceased")
                        : List.of("received", "decided", "open", "closed");
            case "decision" ->
                List.of(
                        "referral",
                        "early-help",
                        "information-and-advice",
                        "no-further-action",
                        "linked-to-open-case",
                        Codes.NOT_RECORDED);
            case "meetsS436A" -> List.of("yes", "no", Codes.NOT_RECORDED);
            case "confirmed", "exception", "overturned", "noFurtherAction" -> List.of("yes", "no");
            // Codes that no list has.
            case "ethnicity", "reason", "lastSchool", "team" -> List.of();
            default -> throw new IllegalArgumentException(dimension);
        };
    }
}
