package waymark.alerts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.alerts.domain.Settings.Change;
import waymark.casefile.EventForm;
import waymark.casefile.course.Decision;

class RuleSettingsTest {
    private static final List<String> ROLES = List.of("send-coordinator", "duty-worker", "team-manager");

    private static RuleSettings after(RuleSettings state, Change change) {
        return switch (RuleSettings.decide(state, new RuleSettings.Set(List.of(change), List.of(), List.of(), ROLES))) {
            case Decision.Accepted<RuleSettings.Event>(var events, var _) -> {
                // Kept and read again, as every later decision sees it.
                var form = new EventForm<>("waymark.alerts", RuleSettings.Event.class, _ -> null);
                for (var event : events) {
                    state = RuleSettings.evolve(state, form.read(form.typeOf(event), form.write(event)));
                }
                yield state;
            }
            case Decision.Refused<RuleSettings.Event>(var breach) -> throw new AssertionError(breach.rule());
        };
    }

    private static Rule.Set plan(RuleSettings state) {
        return RuleSettings.of(state).of(Rules.of("ehc-plan").orElseThrow());
    }

    @Test
    void whatAChangeLeavesOutStaysAsItWas() {
        // When
        var set = after(RuleSettings.INITIAL, new Change("ehc-plan", null, null, "team-manager", null));

        // Then
        assertThat(plan(set).role()).isEqualTo("team-manager");
        assertThat(plan(set).leads())
                .isEqualTo(Rules.of("ehc-plan").orElseThrow().leads());
        assertThat(plan(set).on()).isTrue();
        assertThat(RuleSettings.of(set).version()).isEqualTo(1);
    }

    @Test
    void laterChangesStandBesideEarlierOnes() {
        // Given
        var first = after(RuleSettings.INITIAL, new Change("ehc-plan", List.of("P9D", "P90D"), null, null, null));

        // When
        var set = after(first, new Change("ehc-plan", null, null, null, false));

        // Then
        assertThat(plan(set).leads()).extracting(Lead::text).containsExactly("P90D", "P9D");
        assertThat(plan(set).on()).isFalse();
    }

    @Test
    void nobodyNeedBeToldBeforehand() {
        // When
        var set = after(RuleSettings.INITIAL, new Change("ehc-plan", Change.NO_LEADS, null, null, null));

        // Then
        assertThat(plan(set).leads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-rule, , , , alert-rules.rule-unknown",
        "ehc-plan, P0D, , , alert-rules.leads",
        "ehc-plan, P367D, , , alert-rules.leads",
        "ehc-plan, soon, , , alert-rules.leads",
        "no-activity-referral, P7D, , , alert-rules.no-leads",
        "no-activity-referral, , 0, , alert-rules.days",
        "ehc-plan, , 7, , alert-rules.days",
        "ehc-plan, , , nobody, alert-rules.role",
        "ehc-plan, , , duty-worker, alert-rules.role-elsewhere"
    })
    void aChangeThatMakesNoSenseIsRefused(String rule, String lead, Integer days, String role, String refusal) {
        // Given
        var change = new Change(rule, lead == null ? null : List.of(lead), days, role, null);

        // When
        var decision = RuleSettings.decide(
                RuleSettings.INITIAL, new RuleSettings.Set(List.of(change), List.of(), List.of(), ROLES));

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.breach().rule()).isEqualTo(refusal));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 70, team-manager, days.1, Give 1 to 60",
        "5, 5, nobody, roles.0, There is no such role",
        "5, 5, send-coordinator, roles.0, This role does not open cases of every kind",
        "5, 5, , roles, Give working days for each level"
    })
    void theLevelsPlaceAtFaultIsNamed(int first, int second, String role, String field, String words) {
        // Given
        var set = new RuleSettings.Set(
                List.of(), List.of(first, second), role == null ? List.of() : List.of(role), ROLES);

        // When
        var fault = RuleSettings.fault(set).orElseThrow();

        // Then
        assertThat(fault.about()).isNull();
        assertThat(fault.breach().rule()).isEqualTo("alert-rules.levels");
        assertThat(fault.breach().field()).isEqualTo(field);
        assertThat(fault.breach().reason()).startsWith(words);
    }

    @Test
    void ofSeveralChangesTheOneAtFaultIsNamed() {
        // Given
        var changes = List.of(
                new Change("ehc-plan", List.of("P14D"), null, null, null),
                new Change("ehc-decision", List.of("P14D", "soon"), null, null, null));

        // When
        var fault = RuleSettings.fault(new RuleSettings.Set(changes, List.of(), List.of(), ROLES))
                .orElseThrow();

        // Then
        assertThat(fault.about()).isEqualTo("ehc-decision");
        assertThat(fault.breach().field()).isEqualTo("changes.1.leads");
        assertThat(fault.breach().reason()).startsWith("Decision whether to assess: ");
    }
}
