package waymark.alerts.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.Concern;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.Rule;
import waymark.alerts.domain.Rules;
import waymark.alerts.domain.Severity;
import waymark.casefile.CaseFile;
import waymark.web.Constants;

/**
 * An alert as a caller sees it. What does not apply is null. Instants are by the business clock.
 *
 * @param status raised, acknowledged, resolved (by people), settled (by itself) or withdrawn (it does not hold)
 * @param version to be sent back in If-Match
 * @param title what is at stake, in words
 * @param settings version of the authority's settings under which it was raised
 * @param level who is called upon: 1 the rule's role, and above it the role that the authority named for each level
 * @param kind of the case; null of a measure's
 * @param subject what more it is about: the body asked, the measure
 * @param since when it began to hold
 * @param late raised so long after that somebody has to know
 * @param toAcknowledge whether somebody must say that they have seen it and respond in time; due-soon ones are a list only
 * @param respondBy last day in time for a response at this level
 * @param overdue whether that day has passed
 * @param why of one that settled or was withdrawn
 */
record AlertView(
        UUID id,
        String alertRef,
        int version,
        String status,
        Alert.Origin origin,
        String rule,
        String title,
        int settings,
        Concern concern,
        Severity severity,
        int level,
        String role,
        String officer,
        String team,
        Kind kind,
        UUID caseId,
        String caseReference,
        String milestone,
        String deadline,
        String clock,
        String subject,
        LocalDate dueOn,
        Instant dueAt,
        Instant since,
        boolean late,
        boolean toAcknowledge,
        Instant raisedAt,
        Instant acknowledgedAt,
        LocalDate respondBy,
        boolean overdue,
        Instant resolvedAt,
        Alert.Outcome outcome,
        Instant endedAt,
        String why,
        int ownActions) {

    static AlertView of(CaseFile<Alert> file, LocalDate today) {
        return switch (file.state()) {
            case Alert.NotRaised _ -> throw new IllegalStateException("a case file begins with its raising");
            case Alert.Raised _ -> view(file, today, "raised", null, null, null, null, null);
            case Alert.Acknowledged(var _, var at) -> view(file, today, "acknowledged", at, null, null, null, null);
            case Alert.Resolved(var _, var seen, var at, var outcome) ->
                view(file, today, "resolved", seen, at, outcome, at, null);
            case Alert.Settled(var _, var at, var why) ->
                view(file, today, "settled", null, null, null, at, Constants.code(why));
            case Alert.Withdrawn(var _, var at, var why) ->
                view(file, today, "withdrawn", null, null, null, at, Constants.code(why));
        };
    }

    private static AlertView view(
            CaseFile<Alert> file,
            LocalDate today,
            String status,
            Instant acknowledgedAt,
            Instant resolvedAt,
            Alert.Outcome outcome,
            Instant endedAt,
            String why) {
        var about = file.state().about();
        var warning = about.warning();
        return new AlertView(
                file.id(),
                file.reference(),
                file.version(),
                status,
                warning.origin(),
                warning.rule(),
                Rules.of(warning.rule()).map(Rule::title).orElse(warning.rule()),
                warning.settings(),
                warning.concern(),
                warning.severity(),
                about.level(),
                about.role(),
                about.officer(),
                warning.team(),
                warning.kind(),
                warning.caseId(),
                warning.caseReference(),
                warning.milestone(),
                warning.deadline(),
                warning.clock(),
                warning.subject(),
                warning.dueOn(),
                warning.dueAt(),
                warning.since(),
                warning.late(),
                warning.toAcknowledge(),
                about.raisedAt(),
                acknowledgedAt,
                about.respondBy(),
                endedAt == null
                        && about.respondBy() != null
                        && about.respondBy().isBefore(today),
                resolvedAt,
                outcome,
                endedAt,
                why,
                about.ownActions());
    }
}
