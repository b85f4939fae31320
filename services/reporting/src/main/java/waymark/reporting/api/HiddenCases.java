package waymark.reporting.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import waymark.reporting.domain.CaseKind;
import waymark.web.Problem;
import waymark.web.access.CaseServices;

/**
 * Which cases a caller may not open. Only the services that keep the cases know, so each is asked, with the caller's own token. A list is not shown without
 * their answer; the figure itself needs none.
 */
@Component
final class HiddenCases {
    /** Where the cases of each kind are kept. */
    private static final Map<String, String> KEPT_AS =
            Map.of("cme", "involvements", "ehc", "assessments", "social-care", "referrals", "early-help", "early-help");

    private final CaseServices services;

    HiddenCases(CaseServices services) {
        this.services = services;
    }

    /**
     * @param kinds ids of kinds of case
     * @return whether a case of these kinds is hidden; every one of a kind is of which the caller's roles read none
     * @throws Problem 503 where a service does not answer
     */
    Predicate<CaseKind.About> of(List<String> kinds, HttpServletRequest request) {
        var asked = new HashMap<String, CompletableFuture<Optional<JsonNode>>>();
        for (var kind : kinds) asked.put(kind, services.ask(KEPT_AS.get(kind), "/hidden", request));
        var hidden = new HashMap<String, Predicate<UUID>>();
        asked.forEach((kind, answer) -> hidden.put(
                kind,
                CaseServices.inTime(answer)
                        .<Predicate<UUID>>map(cases -> ids(cases.get("cases"), "")::contains)
                        .orElse(any -> true)));
        return about -> hidden.get(about.kind()).test(about.caseId());
    }

    /** What somebody sees of a case of a child. */
    enum Sight {
        OPEN,
        /** It does not open to the caller. */
        HIDDEN,
        /** What led from it to the child was erased: it is no part of the child's story any more, though the events still have the child's key. */
        ERASED
    }

    /** What of a child's cases somebody sees. */
    @FunctionalInterface
    interface OfChild {
        Sight of(String service, UUID caseId);
    }

    /**
     * As {@link #of}, of all kinds together, for one child. A case of which its service does not know that it is the child's was erased. Where the caller's
     * roles read none of a service's cases, they may still know of those of the child that are not restricted.
     */
    OfChild ofChild(String childRef, HttpServletRequest request) {
        var child = URLEncoder.encode(childRef, StandardCharsets.UTF_8).replace("+", "%20");
        var closed = new HashMap<String, CompletableFuture<Optional<JsonNode>>>();
        var ofChild = new ArrayList<CompletableFuture<Optional<JsonNode>>>();
        KEPT_AS.forEach((kind, keptAs) -> {
            closed.put(kind, services.ask(keptAs, "/hidden", request));
            ofChild.add(services.ask(keptAs, "/known/" + child, request));
        });
        var hidden = new HashSet<UUID>();
        var closedServices = new HashSet<String>();
        closed.forEach((kind, asked) -> CaseServices.inTime(asked)
                .ifPresentOrElse(
                        answer -> hidden.addAll(ids(answer.get("cases"), "")),
                        () -> closedServices.add(service(kind))));
        var known = new HashSet<UUID>();
        for (var one : ofChild)
            CaseServices.inTime(one).ifPresent(answer -> known.addAll(ids(answer.get("cases"), "id")));
        return (service, caseId) -> {
            if (hidden.contains(caseId)) return Sight.HIDDEN;
            if (known.contains(caseId)) return Sight.OPEN;
            return closedServices.contains(service) ? Sight.HIDDEN : Sight.ERASED;
        };
    }

    /**
     * As {@link #ofChild}, of a referral and of others of the same child by the events, whose number they do not have: a case was erased where the list of
     * referrals, which every role reads that may ask for this, no longer has it under the number of the referral's child.
     *
     * @param references of all of them, each the referral's or its case's
     */
    Function<UUID, Sight> ofSameChild(UUID referral, List<String> references, HttpServletRequest request) {
        var named = references.stream()
                .map(reference -> URLEncoder.encode(reference, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        var closed = services.ask("referrals", "/hidden", request);
        var lists = Stream.of("reference", "referralRef")
                .map(by -> services.ask("referrals", "?size=200&" + by + "=" + named, request))
                .toList();
        var hidden = CaseServices.inTime(closed).map(answer -> ids(answer.get("cases"), ""));
        var children = new HashMap<UUID, String>();
        for (var list : lists) {
            CaseServices.inTime(list)
                    .ifPresent(answer -> answer.get("items")
                            .forEach(item -> children.put(
                                    UUID.fromString(item.get("id").asString()),
                                    item.path("childRef").asString(""))));
        }
        var child = children.getOrDefault(referral, "");
        return caseId -> {
            if (hidden.isEmpty() || hidden.get().contains(caseId)) return Sight.HIDDEN;
            boolean itsOwn = !child.isEmpty() && child.equals(children.get(caseId));
            return itsOwn ? Sight.OPEN : Sight.ERASED;
        };
    }

    private static String service(String kind) {
        return switch (kind) {
            case "cme" -> "involvements";
            case "ehc" -> "assessments";
            default -> "referrals";
        };
    }

    private static Set<UUID> ids(JsonNode cases, String field) {
        var ids = new HashSet<UUID>();
        for (var one : cases) {
            ids.add(UUID.fromString((field.isEmpty() ? one : one.get(field)).asString()));
        }
        return ids;
    }
}
