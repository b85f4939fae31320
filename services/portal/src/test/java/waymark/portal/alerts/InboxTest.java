package waymark.portal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waymark.portal.desk.Person;
import waymark.web.access.Role;

class InboxTest {
    private static Person person(List<String> teams, Role... roles) {
        return new Person("MAN-01", "One", "825", Set.of(roles), teams);
    }

    @Test
    void onesOwnStandFirstWithWhatMustBeAcknowledgedApartFromWhatFallsDueSoon() {
        // When
        var inbox = new Inbox(Map.of(), person(List.of(), Role.TEAM_MANAGER));

        // Then
        assertThat(inbox.toRespondTo())
                .isEqualTo("/alerts?mine=true&open=true&toAcknowledge=true&sort=urgency%2Csince&page=0&size=50");
        assertThat(inbox.dueSoon())
                .isEqualTo(
                        "/alerts?mine=true&open=true&severity=routine&toAcknowledge=false&sort=dueOn&page=0&size=20");
    }

    @Test
    void aTeamsAreThoseOfItsRoleAndAManagersThoseOfEveryRole() {
        // When
        var inbox = new Inbox(
                Map.of("whose", "team", "overdue", "true", "level", "2", "unheard", "of", "page", "3"),
                person(List.of("north", "south"), Role.DUTY_WORKER));

        // Then
        assertThat(inbox.toRespondTo())
                .isEqualTo(
                        "/alerts?role=duty-worker&level=2&overdue=true&open=true&toAcknowledge=true&sort=urgency%2Csince&page=3&size=50");
        assertThat(inbox.pages()).isEqualTo("/alerts?whose=team&level=2&overdue=true&page=");
        assertThat(new Inbox(Map.of("whose", "team"), person(List.of("north"), Role.TEAM_MANAGER)).toRespondTo())
                .isEqualTo("/alerts?open=true&toAcknowledge=true&sort=urgency%2Csince&page=0&size=50");
    }

    @Test
    void anAnalystSeesEveryonesAndAFullPageOfWhatFallsDueSoonWhereThatIsAsked() {
        // When
        var inbox = new Inbox(Map.of("part", "soon", "page", "1"), person(List.of(), Role.PERFORMANCE_ANALYST));

        // Then
        assertThat(inbox.all()).isTrue();
        assertThat(inbox.dueSoon())
                .isEqualTo("/alerts?open=true&severity=routine&toAcknowledge=false&sort=dueOn&page=1&size=50");
        assertThat(inbox.toRespondTo()).isNull();
        assertThat(inbox.quiet()).isNull();
    }

    @Test
    void aSeverityLeavesOutThePartsThatHaveNoneOfIt() {
        // When
        var important = new Inbox(Map.of("severity", "important"), person(List.of(), Role.CME_OFFICER));
        var routine = new Inbox(Map.of("severity", "routine"), person(List.of(), Role.CME_OFFICER));

        // Then
        assertThat(important.dueSoon()).isNull();
        assertThat(important.quiet()).contains("severity=important&").contains("toAcknowledge=false");
        assertThat(routine.quiet()).isNull();
        assertThat(routine.dueSoon()).contains("severity=routine&");
    }

    @Test
    void thoseThatHaveEndedAreAListOfTheirOwn() {
        // When
        var inbox = new Inbox(
                Map.of("whose", "all", "state", "ended", "caseId", "c-1"), person(List.of(), Role.CME_OFFICER));

        // Then
        assertThat(inbox.endedOnes()).isEqualTo("/alerts?caseId=c-1&open=false&sort=-raisedAt&page=0&size=50");
    }
}
