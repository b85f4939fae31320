package waymark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waymark.events.CaseEvent;

class PublishedEventsTest {
    private static CaseEvent event(String type, String role, String data) {
        return new CaseEvent(
                UUID.randomUUID(),
                "waymark.involvements." + type,
                "825",
                UUID.randomUUID(),
                UUID.randomUUID(),
                2,
                UUID.randomUUID(),
                LocalDate.of(2022, 3, 1),
                Instant.parse("2022-03-01T10:05:00Z"),
                role,
                null,
                data);
    }

    @Test
    void anEventThatMeetsItsSchemaPasses() {
        PublishedEvents.assertMeetContract(List.of(
                event("check-recorded", "cme-officer", """
                        {"checkedOn":"2022-03-01","service":"send","known":true,"teamTold":false,"clocks":[
                          {"clock":"cme-review","version":1,"action":"start","startedOn":"2022-03-01","dueOn":"2022-03-29"}]}"""),
                event("corrected", "cme-officer", "{\"entry\":1,\"entryOn\":\"2022-03-01\"}")));
    }

    @Test
    void everyViolationIsNamedWithoutThePersonalDataInIt() {
        // Given
        var events = List.of(
                event("check-recorded", "CME officer", "{\"checkedOn\":\"2022-02-30\",\"service\":\"send\"}"),
                event("concluded", "cme-officer", "{}"),
                event("assigned", "cme-officer", "no JSON"));

        // When
        var violations = PublishedEvents.violations(events);

        // Then
        assertThat(violations)
                .satisfiesOnlyOnce(one -> assertThat(one).contains("header/ce_actorrole"))
                .satisfiesOnlyOnce(one -> assertThat(one).contains("data/checkedOn"))
                .satisfiesOnlyOnce(one -> assertThat(one).contains("'known'"))
                .satisfiesOnlyOnce(one -> assertThat(one).contains("'teamTold'"))
                .satisfiesOnlyOnce(one -> assertThat(one).contains("concluded", "no schema"))
                .satisfiesOnlyOnce(one -> assertThat(one).contains("assigned", "not JSON"))
                .hasSize(6);
    }

    @Test
    void aFieldThatNoSchemaDeclaresLeaksWhereverItStands() {
        // Given
        var atTheTop = event("check-recorded", "cme-officer", """
                {"checkedOn":"2022-03-01","service":"send","known":true,"teamTold":false,"childName":"Sam"}""");
        var deepDown = event("reopened", "cme-officer", """
                {"reopenedOn":"2022-03-01","clocks":[{"clock":"cme-review","version":1,"action":"start",
                  "startedOn":"2022-03-01","dueOn":"2022-03-29","note":"Sam"}]}""");
        var amongAlternatives = event("corrected", "cme-officer", "{\"outcome\":\"NCE\",\"confirmedByName\":\"Sam\"}");

        // When
        var violations = PublishedEvents.violations(List.of(atTheTop, deepDown, amongAlternatives));

        // Then
        assertThat(violations)
                .satisfiesOnlyOnce(one -> assertThat(one).contains("childName"))
                .satisfiesOnlyOnce(one -> assertThat(one).contains("clocks/0", "note"))
                .satisfiesOnlyOnce(one -> assertThat(one).contains("confirmedByName"))
                .hasSize(3);
        assertThatThrownBy(() -> PublishedEvents.assertMeetContract(List.of(atTheTop)))
                .hasMessageContaining("childName");
    }
}
