package waymark.portal.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;
import waymark.portal.cases.Answering;
import waymark.portal.desk.NotHere;
import waymark.portal.forms.Fault;
import waymark.portal.forms.FormPage;
import waymark.web.access.Role;

/** Whom e-mails go to, with a service that answers as it is told to. */
class RecipientsPagesTest {
    private static final String ONE = """
            {"account": "SEN-03", "email": "one@council.example", "roles": ["send-coordinator", "administrator"], "teams": ["north", "south"], "urgent": true, "digest": false}""";

    private final RecipientsController recipients = new RecipientsController();
    private final ExtendedModelMap model = new ExtendedModelMap();
    private final RedirectAttributesModelMap after = new RedirectAttributesModelMap();
    private Answering services;

    @BeforeEach
    void start() throws IOException {
        services = new Answering();
        services.to("GET /w/alerts/recipients", "[" + ONE + "]");
        services.to("GET /w/alerts/recipients/SEN-03", ONE);
        services.to("PUT /w/alerts/recipients/SEN-03", ONE);
        services.to("PUT /w/alerts/recipients/SEN-04", ONE);
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private FormPage form() {
        return (FormPage) model.get("form");
    }

    private static MultiValueMap<String, String> typed(String... namesAndValues) {
        var typed = new LinkedMultiValueMap<String, String>();
        for (int at = 0; at < namesAndValues.length; at += 2) typed.add(namesAndValues[at], namesAndValues[at + 1]);
        return typed;
    }

    private static MultiValueMap<String, String> whole(String account, String email) {
        return typed("account", account, "email", email, "roles", "send-coordinator", "urgent", "yes", "digest", "yes");
    }

    private String add(MultiValueMap<String, String> typed) {
        return recipients.add(services.desk(Role.TEAM_MANAGER), typed, model, after);
    }

    @Test
    void theListSaysWhoGetsWhat() {
        // When
        recipients.recipients(services.desk(Role.TEAM_MANAGER), model);

        // Then
        assertThat(model.get("recipients"))
                .isEqualTo(List.of(new RecipientsController.Line(
                        "SEN-03",
                        "one@council.example",
                        "SEND coordinator, administrator",
                        "north, south",
                        "Urgent ones at once")));
    }

    @Test
    void somebodyIsAddedWithWhatWasTyped() {
        // Given
        var typed = whole("SEN-04", "two@council.example");
        typed.add("teams", "north, south;east");

        // When
        var next = add(typed);

        // Then
        assertThat(next).isEqualTo("redirect:/alerts/recipients");
        assertThat(services.heard())
                .last()
                .isEqualTo(
                        "PUT /w/alerts/recipients/SEN-04 {\"digest\":true,\"email\":\"two@council.example\",\"roles\":[\"send-coordinator\"],\"teams\":[\"north\",\"south\",\"east\"],\"urgent\":true}");
    }

    @Test
    void whatIsWrongStandsAtItsQuestionWithEveryWordKept() {
        // Given
        services.to(
                "PUT /w/alerts/recipients/SEN-04",
                422,
                "{\"rule\":\"recipient.email\",\"field\":\"email\",\"detail\":\"Give one plain e-mail address.\"}");

        // When
        add(whole("SEN-04", "Two <two@council.example>"));
        var refused = form();
        add(whole("me@council.example", "two@council.example"));
        var noNumber = form().faults();
        add(whole("SEN-03", "two@council.example"));
        var there = form().faults();

        // Then
        assertThat(refused.faults()).containsExactly(new Fault("email", "Give one plain e-mail address."));
        assertThat(refused.questions())
                .anySatisfy(question -> assertThat(question.value()).isEqualTo("Two <two@council.example>"));
        assertThat(noNumber).extracting(Fault::field).containsExactly("account");
        assertThat(there)
                .extracting(Fault::words)
                .containsExactly("SEN-03 is written to already: change that instead.");
        assertThat(services.heard())
                .noneMatch(one -> one.contains("me@") || one.startsWith("PUT /w/alerts/recipients/SEN-03"));
    }

    @Test
    void aChangeBeginsWithWhatIsSetAndKeepsTheRolesThatHaveNoAlerts() {
        // When
        recipients.form(services.desk(Role.TEAM_MANAGER), "SEN-03", model);

        // Then
        assertThat(form().title()).isEqualTo("Change what somebody is written, SEN-03");
        assertThat(form().questions())
                .extracting(question -> question.field().name() + " " + question.values())
                .containsExactly(
                        "email [one@council.example]",
                        "roles [send-coordinator, administrator]",
                        "teams [north, south]",
                        "urgent [yes]",
                        "digest [no]");
        assertThat(form().questions().get(1).choices())
                .anySatisfy(choice -> assertThat(choice.code()).isEqualTo("administrator"));
    }

    @Test
    void teamsThatAreEmptiedAreEveryTeam() {
        // When
        recipients.change(
                services.desk(Role.TEAM_MANAGER),
                "SEN-03",
                typed(
                        "email",
                        "one@council.example",
                        "roles",
                        "duty-worker",
                        "teams",
                        "",
                        "urgent",
                        "no",
                        "digest",
                        "yes"),
                model,
                after);

        // Then
        assertThat(services.heard()).last().asString().contains("\"teams\":[]", "\"urgent\":false");
    }

    @Test
    void aManagerOfSomeTeamsChoosesAmongThem() {
        // Given
        var desk = services.desk(List.of("north", "south"), Role.TEAM_MANAGER);
        services.to(
                "PUT /w/alerts/recipients/SEN-04",
                403,
                "{\"rule\":\"recipient.other-team\",\"detail\":\"Another team's manager looks after this person.\"}");

        // When
        recipients.add(desk, whole("SEN-04", "two@council.example"), model, after);
        var needed = form();
        var typed = whole("SEN-04", "two@council.example");
        typed.add("teams", "north");
        recipients.add(desk, typed, model, after);

        // Then
        assertThat(needed.faults()).extracting(Fault::field).containsExactly("teams");
        assertThat(needed.questions().get(3).choices()).hasSize(2);
        assertThat(form().faults())
                .containsExactly(new Fault("account", "Another team's manager looks after this person."));
    }

    @Test
    void somebodyIsTakenOffOnceThatIsConfirmed() {
        // Given
        services.to("DELETE /w/alerts/recipients/SEN-03", 204, "");

        // When
        var asked = recipients.removing(services.desk(Role.TEAM_MANAGER), "SEN-03", model);
        var before = services.heard();
        var done = recipients.remove(services.desk(Role.TEAM_MANAGER), "SEN-03", after);

        // Then
        assertThat(asked).isEqualTo("alerts/remove-recipient");
        assertThat(before).noneMatch(one -> one.startsWith("DELETE"));
        assertThat(done).isEqualTo("redirect:/alerts/recipients");
        assertThat(services.heard()).last().asString().startsWith("DELETE /w/alerts/recipients/SEN-03");
    }

    @Test
    void anAddressIsNoPlace() {
        assertThatThrownBy(() -> recipients.form(services.desk(Role.TEAM_MANAGER), "me@council.example", model))
                .isInstanceOf(NotHere.class);
        assertThat(services.heard()).isEmpty();
    }
}
