package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;
import waymark.events.CaseEvent;
import waymark.events.UnreadableEvent;
import waymark.testing.LastRelease;

/** Older and newer instances beside each other: the last release's events fold here, and this release's fold where only the last's fields are known. */
class LastReleaseTest {
    record Topic(String service, List<Source<?, ?, ?>> sources) {
        @Override
        public String toString() {
            return service;
        }
    }

    static Stream<Topic> topics() {
        return Stream.of(
                new Topic("involvements", List.of(InvolvementEvents.SOURCE)),
                new Topic("assessments", List.of(AssessmentEvents.SOURCE)),
                new Topic("referrals", List.of(ReferralEvents.SOURCE, EarlyHelpEvents.SOURCE)),
                new Topic("alerts", List.of(AlertEvents.SOURCE)));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void whatTheLastReleaseSaidFoldsToItsCases(Topic topic) throws UnreadableEvent {
        assertThat(cases(topic, LastRelease.examples(topic.service()))).isPositive();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void whatThisReleaseSaysFoldsWhereOnlyTheLastsFieldsAreKnown(Topic topic) throws UnreadableEvent {
        // Given
        var events = LastRelease.readsOfThisRelease(topic.service());

        // Then
        assertThat(cases(topic, events))
                .isPositive()
                .isGreaterThanOrEqualTo(cases(topic, LastRelease.examples(topic.service())));
    }

    private static int cases(Topic topic, List<ObjectNode> examples) throws UnreadableEvent {
        var events = examples.stream().map(EventReadersTest::event).toList();
        int cases = 0;
        for (var source : topic.sources()) cases += folded(source, events);
        return cases;
    }

    /** Of several kinds of case on a topic, a case is of the kind of its first event. */
    private static int folded(Source<?, ?, ?> source, List<CaseEvent> events) throws UnreadableEvent {
        var own = events.stream()
                .filter(event -> event.sequence() == 1
                        && source.types()
                                .test(event.type().substring(source.topic().length() + 1)))
                .map(CaseEvent::caseId)
                .toList();
        return Recount.folded(
                        source,
                        events.stream()
                                .filter(event -> own.contains(event.caseId()))
                                .toList())
                .size();
    }
}
