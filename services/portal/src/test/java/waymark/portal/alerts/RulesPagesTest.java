package waymark.portal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;
import waymark.portal.cases.Answering;
import waymark.portal.forms.Fault;
import waymark.portal.forms.FormPage;
import waymark.web.access.Role;

/** A manager sets the rules, with a service that answers as it is told to. */
class RulesPagesTest {
    private static final String RULES = """
            {"version": %d, "days": [5, 5, 5, 5], "roles": ["team-manager", "team-manager", "team-manager"], "rules": [
              {"id": "ehc-plan", "title": "Final plan", "family": "deadline", "severity": "urgent", "role": "send-coordinator", "leads": ["P28D", "P14D"], "on": true},
              {"id": "no-activity-referral", "title": "Nothing was recorded", "family": "drift", "severity": "important", "role": "duty-worker", "leads": [], "days": 42, "on": true}]}""";

    private final RulesController rules = new RulesController();
    private final ExtendedModelMap model = new ExtendedModelMap();
    private Answering services;

    @BeforeEach
    void start() throws IOException {
        services = new Answering();
        services.to("GET /w/alerts/rules", RULES.formatted(3));
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void aChangeShowsWhatItWouldHaveMeantBeforeItIsSaved() {
        // Given
        services.to(
                "POST /w/alerts/rules/preview",
                "{\"from\":\"2022-07-01\",\"to\":\"2022-07-31\",\"now\":41,\"then\":58,\"rules\":[{\"rule\":\"ehc-plan\",\"title\":\"Final plan\",\"now\":4,\"then\":21},{\"rule\":\"conference\",\"title\":\"Conference\",\"now\":2,\"then\":2}]}");
        services.to("PUT /w/alerts/rules", RULES.formatted(4));
        var typed = typed(
                "on",
                "yes",
                "role",
                "send-coordinator",
                "leads",
                "42, 28 days and 6 h",
                "reason",
                "too late",
                "version",
                "3");

        // When
        var check = change("ehc-plan", typed);
        var differing = model.get("differing");
        var before = services.heard();
        typed.add("confirmed", "yes");
        var done = change("ehc-plan", typed);

        // Then
        assertThat(check).isEqualTo("alerts/check-rule");
        assertThat((List<?>) differing).hasSize(1);
        assertThat(before)
                .noneMatch(one -> one.startsWith("PUT"))
                .contains(
                        "POST /w/alerts/rules/preview {\"changes\":[{\"rule\":\"ehc-plan\",\"leads\":[\"P42D\",\"P28D\",\"PT6H\"]}]}");
        assertThat(done).isEqualTo("redirect:/alerts/rules");
        assertThat(services.heard())
                .last()
                .isEqualTo(
                        "PUT /w/alerts/rules {\"changes\":[{\"rule\":\"ehc-plan\",\"leads\":[\"P42D\",\"P28D\",\"PT6H\"]}],\"version\":3,\"reason\":\"too late\"}");
    }

    @Test
    void whatAnotherManagerSetMeanwhileIsSaidAndTheWordsAreKept() {
        // Given
        services.to("PUT /w/alerts/rules", 412, "{\"rule\":\"rules.version\",\"detail\":\"Another version.\"}");
        var typed = typed(
                "on",
                "no",
                "role",
                "duty-worker",
                "days",
                "21",
                "reason",
                "too many",
                "version",
                "2",
                "confirmed",
                "yes");

        // When
        var page = change("no-activity-referral", typed);

        // Then
        assertThat(page).isEqualTo("form");
        assertThat(form().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.words()).contains("changed since you opened the form"));
        assertThat(form().hidden()).isEqualTo(Map.of("version", "3"));
        assertThat(form().questions())
                .anySatisfy(question -> assertThat(question.value()).isEqualTo("too many"));
    }

    @Test
    void whatCannotBeReadStandsAtItsQuestionAndNothingDifferentIsSaidToBeSo() {
        // When
        change("ehc-plan", typed("on", "yes", "role", "send-coordinator", "leads", "soon", "reason", "why"));
        var unread = form().faults();
        change("ehc-plan", typed("on", "yes", "role", "send-coordinator", "leads", "28 days, 14", "reason", "why"));
        var same = form().faults();

        // Then
        assertThat(unread).extracting(Fault::field).containsExactly("leads");
        assertThat(same).extracting(Fault::words).containsExactly("Nothing is different from what is set already.");
    }

    @Test
    void whatTheServiceRefusesStandsAtTheQuestionThatItNames() {
        // Given
        services.to(
                "POST /w/alerts/rules/preview",
                422,
                "{\"rule\":\"alert-rules.leads\",\"field\":\"changes.0.leads\",\"alertRule\":\"ehc-plan\",\"detail\":\"Final plan: give at most 6 leads.\"}");

        // When
        change("ehc-plan", typed("on", "yes", "role", "send-coordinator", "leads", "7,6,5,4,3,2,1", "reason", "why"));
        var lead = form().faults();
        services.to(
                "POST /w/alerts/rules/preview",
                422,
                "{\"rule\":\"alert-rules.levels\",\"field\":\"days.1\",\"detail\":\"Give 1 to 60 working days.\"}");
        var typed = typed("days.0", "5", "days.1", "3", "days.2", "5", "days.3", "5", "reason", "sooner");
        for (int at = 0; at < 3; at++) typed.add("roles." + at, "team-manager");
        change("levels", typed);

        // Then
        assertThat(lead).containsExactly(new Fault("leads", "Final plan: give at most 6 leads."));
        assertThat(form().faults()).containsExactly(new Fault("days.1", "Give 1 to 60 working days."));
        assertThat(form().questions())
                .filteredOn(question -> question.fault() != null)
                .extracting(question -> question.field().name())
                .containsExactly("days.1");
    }

    @Test
    void theLevelsAreSetTogether() {
        // Given
        services.to("POST /w/alerts/rules/preview", "{\"now\":1,\"then\":1,\"rules\":[]}");
        var typed = typed("days.0", "5", "days.1", "3", "days.2", "5", "days.3", "5", "reason", "sooner");
        for (int at = 0; at < 3; at++) typed.add("roles." + at, "team-manager");

        // When
        var check = change("levels", typed);

        // Then
        assertThat(check).isEqualTo("alerts/check-rule");
        assertThat(services.heard())
                .last()
                .isEqualTo(
                        "POST /w/alerts/rules/preview {\"changes\":[],\"days\":[5,3,5,5],\"roles\":[\"team-manager\",\"team-manager\",\"team-manager\"]}");
    }

    private String change(String rule, MultiValueMap<String, String> typed) {
        return rules.change(services.desk(Role.TEAM_MANAGER), rule, typed, model, new RedirectAttributesModelMap());
    }

    private FormPage form() {
        return (FormPage) model.get("form");
    }

    private static MultiValueMap<String, String> typed(String... namesAndValues) {
        var typed = new LinkedMultiValueMap<String, String>();
        for (int at = 0; at < namesAndValues.length; at += 2) typed.add(namesAndValues[at], namesAndValues[at + 1]);
        return typed;
    }
}
