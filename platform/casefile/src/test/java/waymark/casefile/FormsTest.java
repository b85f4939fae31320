package waymark.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.casefile.Errand.Event;
import waymark.casefile.Errand.Route;
import waymark.casefile.Errand.Urgency;
import waymark.casefile.course.ClockMark;
import waymark.casefile.course.ClockRule;

class FormsTest {
    private static final LocalDate DAY = LocalDate.of(2022, 2, 28);

    private final EventForm<Event> events = Errand.kind("waymark.errands").events();
    private final StateForm<Errand> states = new StateForm<>(Errand.class);

    static List<Event> events() {
        return List.of(
                new Event.Begun(DAY, Urgency.BEFORE_NOON, true, new Route(List.of("baker", "Łódź"), Map.of("a", DAY))),
                new Event.Begun(DAY, null, null, null),
                new Event.StepTaken(DAY),
                new Event.Finished(DAY, false, 0),
                new Event.Resumed(DAY));
    }

    static List<Errand> states() {
        return List.of(
                new Errand.NotBegun(),
                new Errand.UnderWay(DAY, Urgency.NONE, false, new Route(List.of("baker"), Map.of()), List.of(DAY, DAY)),
                new Errand.UnderWay(DAY, null, null, null, List.of()),
                new Errand.Finished(DAY, null, List.of(), DAY));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventComesBackAsItWas(Event event) {
        assertThat(events.read(events.typeOf(event), events.write(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateComesBackAsItWas(Errand state) {
        assertThat(states.read(Document.parse(states.write(state).toJson()))).isEqualTo(state);
    }

    @Test
    void whatALaterReleaseKeepsBesideIsLeftOutByOneOfBefore() {
        // Given
        var state = new Errand.UnderWay(DAY, Urgency.NONE, false, new Route(List.of("baker"), Map.of()), List.of(DAY));
        var later = states.write(state).append("addedLater", "anything");

        // Then
        assertThat(states.read(later)).isEqualTo(state);
        assertThat(events.read("waymark.errands.step-taken", "{\"takenOn\": \"2022-02-28\", \"addedLater\": 1}"))
                .isInstanceOf(Event.StepTaken.class);
    }

    @Test
    void aConstantsNumberIsAWordOfItsOwn() {
        assertThat(events.write(new Event.Begun(DAY, Urgency.BY_8_SHARP, null, null)))
                .contains("\"by-8-sharp\"");
    }

    @Test
    void anEventsTypeIsItsNameInKebabCase() {
        assertThat(events.typeOf(new Event.StepTaken(DAY))).isEqualTo("waymark.errands.step-taken");
        assertThatThrownBy(() -> events.read("waymark.errands.step-lost", "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step-lost");
    }

    @Test
    void whatIsNotRecordedIsAbsentAndFalseAndZeroAreRecorded() {
        assertThat(events.write(new Event.Begun(DAY, null, null, new Route(List.of(), Map.of()))))
                .isEqualTo("{\"begunOn\":\"2022-02-28\",\"route\":{}}");
        assertThat(events.write(new Event.Begun(DAY, null, false, null)))
                .isEqualTo("{\"begunOn\":\"2022-02-28\",\"heavy\":false}");
        assertThat(events.write(new Event.Finished(DAY, false, 0)))
                .isEqualTo("{\"finishedOn\":\"2022-02-28\",\"inTime\":false,\"steps\":0}");
    }

    @Test
    void aMarkOfAClockSaysNothingOfMomentsThatAreNotKnownAndTheOthersInUtc() {
        // Given
        var marks = new StateForm<>(ClockMark.class);
        var ofDays = new ClockMark("answer", 1, ClockMark.Action.STOP, DAY, DAY, 1, null, DAY);
        var noon = Instant.parse("2022-06-30T11:00:00Z");
        var ofHours = new ClockMark(
                "call",
                1,
                ClockMark.Action.START,
                DAY,
                DAY,
                1,
                null,
                null,
                ClockRule.Sense.AT_MOST,
                noon,
                noon.plusSeconds(90),
                null);

        // When, Then
        assertThat(marks.write(ofDays))
                .containsOnlyKeys("clock", "version", "action", "startedOn", "dueOn", "instance", "on");
        assertThat(marks.write(ofHours))
                .containsEntry("sense", "at-most")
                .containsEntry("startedAt", "2022-06-30T11:00:00Z")
                .containsEntry("dueAt", "2022-06-30T11:01:30Z")
                .doesNotContainKeys("at", "on");
        assertThat(List.of(marks.read(marks.write(ofDays)), marks.read(marks.write(ofHours))))
                .containsExactly(ofDays, ofHours);
    }

    @Test
    void constantsAreWrittenInKebabCase() {
        assertThat(events.write(new Event.Begun(DAY, Urgency.BEFORE_NOON, null, null)))
                .contains("\"urgency\":\"before-noon\"");
        assertThatThrownBy(
                        () -> events.read("waymark.errands.begun", "{\"begunOn\":\"2022-02-28\",\"urgency\":\"soon\"}"))
                .hasMessageContaining("soon");
    }

    @Test
    void absentListsAndMapsAreReadAsEmpty() {
        assertThat(events.read("waymark.errands.begun", "{\"begunOn\":\"2022-02-28\",\"route\":{}}"))
                .isEqualTo(new Event.Begun(DAY, null, null, new Route(List.of(), Map.of())));
        assertThat(states.read(new Document("status", "under-way").append("begunOn", "2022-02-28")))
                .isEqualTo(new Errand.UnderWay(DAY, null, null, null, List.of()));
    }

    @Test
    void aStoredEventWithFieldsOfAnotherTimeIsRead() {
        assertThat(events.read("waymark.errands.step-taken", "{\"takenOn\":\"2022-02-28\",\"shoes\":{\"size\":[43]}}"))
                .isEqualTo(new Event.StepTaken(DAY));
        assertThat(states.read(new Document("status", "not-begun").append("shoes", 43)))
                .isEqualTo(new Errand.NotBegun());
    }

    @Test
    void aStateNamesItselfAndKeepsDatesAsTextThatSorts() {
        assertThat(states.write(new Errand.Finished(DAY, Urgency.NONE, List.of(DAY), DAY)))
                .isEqualTo(new Document("status", "finished")
                        .append("begunOn", "2022-02-28")
                        .append("urgency", "none")
                        .append("steps", List.of("2022-02-28"))
                        .append("finishedOn", "2022-02-28"));
        assertThat(states.write(new Errand.NotBegun())).isEqualTo(new Document("status", "not-begun"));
    }

    @Test
    void anEventWithoutADayOfItsOwnIsOfTheDayInLondonOnWhichItWasRecorded() {
        // Given
        var undated = new EventForm<Event>("waymark.errands", Event.class, event -> null);

        // When
        var day = undated.effectiveOn(new Event.StepTaken(DAY), Instant.parse("2022-06-30T23:30:00Z"));

        // Then
        assertThat(day).isEqualTo(LocalDate.of(2022, 7, 1));
    }
}
