package waymark.alerts.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.Concern;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.Levels;
import waymark.alerts.domain.Settings;
import waymark.web.Problem;
import waymark.web.cases.CommandBody;

/** The bodies of requests. {@code notes}, {@code asked} and {@code ownAction} of raising are free text: they stay in the service and are no part of any event. */
final class Requests {
    private Requests() {}

    /**
     * @param kind of the case that it is about
     * @param childRef the person number of the case's child
     * @param asked what is asked for
     * @param ownAction what the officer does themselves, or null
     * @param role whose it is; left out for the team manager's
     * @param officer staff number, or null for anybody of the role
     */
    record Raising(
            Kind kind,
            UUID caseId,
            String childRef,
            Concern concern,
            String asked,
            String ownAction,
            String role,
            String officer) {}

    record Acknowledgement(String notes) implements CommandBody<AlertCommand> {
        @Override
        public AlertCommand command(LocalDate today, Instant now) {
            return new AlertCommand.Acknowledge(now);
        }
    }

    /** @param ownAction whether it is what the reviewing officer did, beside what is asked for */
    record Comment(String notes, Boolean ownAction) implements CommandBody<AlertCommand> {
        @Override
        public AlertCommand command(LocalDate today, Instant now) {
            return new AlertCommand.Comment(Boolean.TRUE.equals(ownAction), now);
        }
    }

    /** @param officer staff number; left out for anybody of the role */
    record HandingOver(String role, String officer, String notes) implements CommandBody<AlertCommand> {
        @Override
        public AlertCommand command(LocalDate today, Instant now) {
            return new AlertCommand.HandOver(role, officer, now);
        }
    }

    /** One level up. */
    record Escalation(String notes) {
        CommandBody<AlertCommand> by(Levels levels) {
            return new Up(notes, levels);
        }

        private record Up(String notes, Levels levels) implements CommandBody<AlertCommand> {
            @Override
            public AlertCommand command(LocalDate today, Instant now) {
                return new AlertCommand.Escalate(levels, now);
            }
        }
    }

    /** @param notes what was done */
    record Resolution(Alert.Outcome outcome, String notes) implements CommandBody<AlertCommand> {
        @Override
        public AlertCommand command(LocalDate today, Instant now) {
            return new AlertCommand.Resolve(outcome, now);
        }
    }

    /**
     * What of a rule is to differ; what is left out stays as it was.
     *
     * @param leads how long before a deadline somebody is told, as ISO 8601 writes it; an empty list for not at all
     */
    record Change(String rule, List<String> leads, Integer days, String role, Boolean on) {
        private Settings.Change read(int place) {
            if (leads != null && leads.contains(null))
                throw Problem.ofField("alert-rules.leads", "changes.%d.leads".formatted(place), "Give no empty lead.");
            return new Settings.Change(
                    rule, leads != null && leads.isEmpty() ? Settings.Change.NO_LEADS : leads, days, role, on);
        }

        static List<Settings.Change> read(List<Change> changes) {
            if (changes == null) return List.of();
            if (changes.contains(null))
                throw Problem.ofField("alert-rules.changes", "changes", "Give no empty change.");
            return IntStream.range(0, changes.size())
                    .mapToObj(place -> changes.get(place).read(place))
                    .toList();
        }
    }

    /**
     * @param version that was read
     * @param changes of rules; left out of a change is what stays as it was
     * @param days working days at each level; left out to leave the levels
     * @param roles of each level above the first; left out with days
     * @param reason in a few words
     */
    record RulesSet(Integer version, List<Change> changes, List<Integer> days, List<String> roles, String reason) {}

    /** As {@link RulesSet}, to be tried only. */
    record RulesTried(List<Change> changes, List<Integer> days, List<String> roles) {}
}
