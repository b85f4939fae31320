package waymark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Who may do what, held against a running service: every line of its table with every role, and with tokens that are none. It reads the table by
 * itself, so that a fault in the reading of it is found too.
 */
public final class AccessContract {
    private static final String SIGN_IN = "request.sign-in";
    private static final String ROLE = "request.role";
    private static final String CSV = "text/csv";
    private static final String REASON = "{\"reason\": \"Probe.\"}";

    private final RunningService service;
    private final List<Line> lines;
    private final List<String> faults = new ArrayList<>();

    private record Line(String method, String path, Map<String, Boolean> roles) {
        HttpRequest.Builder asked(RunningService service, String id) {
            var address = service.address(
                    path.replace("{id}", id).replace("{number}", "1").replaceAll("\\{[^}]+}", "no-such"));
            var body = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body());
            return HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .method(method, body);
        }

        /** So much that what is wrong with it does not hide whether there is a case. */
        private String body() {
            if (path.endsWith("/restriction")) {
                return method.equals("PUT") ? "{\"officers\": [], \"reason\": \"Probe.\"}" : REASON;
            }
            return path.matches(".*/(glass|erasure|legal-hold)") ? REASON : "{}";
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private record Answer(int status, String rule, boolean challenged) {}

    /** @param text of what goes on without end, the first event */
    private record Reply(int status, String text, boolean challenged) {}

    /**
     * A case of authority 825, by what one may learn of it.
     *
     * @param reference null where nobody gave it one
     * @param childRef null where it is about no child
     */
    public record Case(UUID id, String reference, String childRef) {
        boolean isIn(String answer) {
            return answer.contains(id.toString()) || (reference != null && answer.contains(reference));
        }
    }

    private AccessContract(RunningService service, String name) {
        this.service = service;
        lines = read(name);
    }

    /**
     * Fails with every difference between the table and the service.
     *
     * @param name of the service, whose resources have its table
     * @param made cases of authority 825 that each {@code {id}} below an address stands for, by that address: {@code "/involvements/"}; another
     *     authority's people must not learn that they exist
     */
    public static void assertHeld(RunningService service, String name, Map<String, UUID> made) {
        var contract = new AccessContract(service, name);
        contract.everyRoleMayWhatTheTableSays();
        contract.nobodyComesInWithoutAGoodToken();
        contract.othersDoNotLearnOfACase(made);
        contract.whatIsNotInTheTableCannotBeReached();
        if (!contract.faults.isEmpty()) throw new AssertionError(String.join("\n", contract.faults));
    }

    /**
     * Fails where the table of a service that keeps cases is another than the rules that all of them share: a mark that is changed by mistake is found,
     * which the service and its table, agreeing, would not show.
     *
     * @param officer the role whose work the service's cases are
     */
    public static void assertOfACaseService(String name, String officer) {
        var faults = new ArrayList<String>();
        for (var line : read(name)) {
            line.roles().forEach((role, may) -> {
                if (may != permits(line, role, officer)) {
                    faults.add("%s: by the rules %s %s".formatted(line, role, may ? "may not" : "may"));
                }
            });
        }
        if (!faults.isEmpty()) throw new AssertionError(String.join("\n", faults));
    }

    private static boolean permits(Line line, String role, String officer) {
        boolean reads = line.method().equals("GET");
        boolean imports = line.path().contains("/imports");
        boolean known = line.path().contains("/known/");
        boolean ofOneCase = line.path().contains("{id}") && !imports;
        boolean asReader = reads || line.path().matches(".*/(searches|glass)");
        boolean audit = line.path().equals("/audit");
        boolean run = line.path().endsWith("/retention-runs");
        boolean custody =
                audit || run || line.path().matches(".*/(broken-glass|unseen|seen|legal-hold|restriction|erasure)");
        return switch (role) {
            case "team-manager" -> true;
            // Every officer may know of a child's cases elsewhere, and whom to call.
            case "cme-officer", "send-coordinator", "duty-worker" -> known || (role.equals(officer) && !custody);
            case "reviewing-officer" -> asReader && !imports && !custody;
            // Lists and figures, and no single case.
            case "performance-analyst" -> imports || (reads && !ofOneCase && !known && !custody);
            case "administrator" -> audit || run;
            default -> false;
        };
    }

    /**
     * Fails where a list, a search, an export or a figure, asked for by another authority's people, is refused, or shows a case; and where none shows it to its own
     * authority's, so that silence would prove nothing.
     *
     * @param asked with which parameters, by the path in the table of each line that needs some
     */
    public static void assertOthersFindNothing(
            RunningService service, String name, Map<String, String> asked, List<Case> cases) {
        var contract = new AccessContract(service, name);
        var shown = new HashSet<Case>();
        for (var line : contract.lines) {
            boolean searches = line.path().endsWith("/searches");
            if (line.path().contains("{id}") || !(searches || line.method().equals("GET"))) continue;
            for (var one : cases) contract.othersFindNothing(line, asked, one, shown);
        }
        for (var one : cases) if (!shown.contains(one)) contract.faults.add("no line shows " + one + " to anybody");
        if (!contract.faults.isEmpty()) throw new AssertionError(String.join("\n", contract.faults));
    }

    private void othersFindNothing(Line line, Map<String, String> asked, Case one, Set<Case> shown) {
        var path = asked.getOrDefault(line.path(), line.path())
                .replace("{childRef}", String.valueOf(one.childRef()))
                .replaceAll("\\{[^}]+}", "no-such");
        for (var type : List.of("application/json, text/event-stream", CSV)) {
            for (var body : line.method().equals("GET") ? List.of("") : searches(one)) {
                var request = HttpRequest.newBuilder(service.address(path))
                        .method(line.method(), BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Accept", type);
                var own = reply(line, Credentials.OFFICER.on(request.copy()));
                var others = reply(line, Credentials.OFFICER_ELSEWHERE.on(request));
                if (one.isIn(own.text())) shown.add(one);
                // Not everything is a table, and what is asked for by its name may be nowhere.
                boolean answered = others.status() == 200
                        || (others.status() == 406 && type.equals(CSV))
                        || (others.status() == 404 && (line.path().contains("{") || one.isIn(path)));
                if (!answered || one.isIn(others.text())) {
                    faults.add("%s of %s: another authority got %s".formatted(line, one, others));
                }
            }
        }
    }

    private static List<String> searches(Case one) {
        var searches = new ArrayList<String>();
        if (one.reference() != null) searches.add("{\"reference\": \"%s\"}".formatted(one.reference()));
        if (one.childRef() != null) searches.add("{\"childRef\": \"%s\"}".formatted(one.childRef()));
        return searches;
    }

    private void everyRoleMayWhatTheTableSays() {
        for (var line : lines) {
            line.roles().forEach((role, may) -> {
                var answer = ask(line, UUID.randomUUID().toString(), new Credentials("825", "PROBE-1", role)::on);
                boolean letIn = answer.status() != 401 && answer.status() != 403 && answer.status() < 500;
                boolean refused = answer.status() == 403 && ROLE.equals(answer.rule());
                if (may ? !letIn : !refused) {
                    faults.add("%s: %s %s, but got %s".formatted(line, role, may ? "may" : "may not", answer));
                }
            });
        }
    }

    private void nobodyComesInWithoutAGoodToken() {
        var issuer = TestIssuer.shared();
        var stranger = new TestIssuer();
        var good = issuer.claims(Instant.now().plusSeconds(600));
        good.putAll(Map.of("sub", "PROBE-1", "authority", "825", "roles", Credentials.ROLES));
        var bad = new LinkedHashMap<String, String>();
        bad.put("expired", issuer.sign(with(good, issuer.claims(Instant.now().minusSeconds(10)))));
        bad.put("of another audience", issuer.sign(with(good, Map.of("aud", "elsewhere"))));
        bad.put(
                "of another issuer",
                issuer.sign(with(good, Map.of("iss", stranger.address().toString()))));
        bad.put("signed with another key", stranger.sign(good));
        bad.put("without an authority", issuer.sign(without(good, "authority")));
        bad.put("without an end", issuer.sign(without(good, "exp")));
        bad.put("of no form", "not.a.token");
        for (var line : lines) {
            unknown(line, "no token", ask(line, UUID.randomUUID().toString(), _ -> {}));
            bad.forEach((what, token) -> unknown(
                    line,
                    "a token " + what,
                    ask(
                            line,
                            UUID.randomUUID().toString(),
                            request -> request.header("Authorization", "Bearer " + token))));
        }
    }

    private void unknown(Line line, String what, Answer answer) {
        if (answer.status() != 401 || !SIGN_IN.equals(answer.rule()) || !answer.challenged()) {
            faults.add("%s: %s got %s".formatted(line, what, answer));
        }
    }

    private void othersDoNotLearnOfACase(Map<String, UUID> made) {
        var elsewhere = new Credentials("899", "PROBE-1");
        for (var address : made.keySet()) {
            if (lines.stream().noneMatch(line -> line.path().startsWith(address + "{id}"))) {
                faults.add("no line has the address " + address + "{id}");
            }
        }
        for (var line : lines) {
            made.forEach((address, id) -> {
                if (!line.path().startsWith(address + "{id}")) return;
                var ofACase = ask(line, id.toString(), elsewhere::on);
                var ofNone = ask(line, UUID.randomUUID().toString(), elsewhere::on);
                boolean silent = ofACase.equals(ofNone) && ofACase.status() / 100 == 4;
                if (!silent || (line.method().equals("GET") && ofACase.status() != 404)) {
                    faults.add("%s: another authority got %s of a case, %s of none".formatted(line, ofACase, ofNone));
                }
            });
        }
    }

    private void whatIsNotInTheTableCannotBeReached() {
        for (var path : List.of("/no-such-address", "/actuator", "/actuator/env", "/error", "/")) {
            for (var role : Credentials.ROLES) {
                if (role.equals("administrator") && path.startsWith("/actuator")) continue;
                var line = new Line("GET", path, Map.of());
                var answer = ask(line, "", new Credentials("825", "PROBE-1", role)::on);
                if (answer.status() != 403) faults.add("%s: %s got %s".formatted(line, role, answer));
            }
        }
    }

    private Answer ask(Line line, String id, Consumer<HttpRequest.Builder> as) {
        var request = line.asked(service, id);
        as.accept(request);
        var reply = reply(line, request);
        return new Answer(reply.status(), rule(reply.text()), reply.challenged());
    }

    private Reply reply(Line line, HttpRequest.Builder request) {
        try {
            var got = service.http().send(request.build(), HttpResponse.BodyHandlers.ofLines());
            try (var body = got.body()) {
                // Live figures would go on for ever.
                boolean endless =
                        got.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                var lines = endless ? body.takeWhile(text -> !text.isEmpty()) : body;
                var challenged = got.headers().firstValue("WWW-Authenticate").isPresent();
                return new Reply(got.statusCode(), lines.collect(Collectors.joining("\n")), challenged);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(line.toString(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String rule(String problem) {
        if (!problem.startsWith("{")) return null;
        return RunningService.JSON.readTree(problem).path("rule").asString(null);
    }

    private static Map<String, Object> with(Map<String, Object> claims, Map<String, ?> others) {
        var all = new LinkedHashMap<>(claims);
        all.putAll(others);
        return all;
    }

    private static Map<String, Object> without(Map<String, Object> claims, String name) {
        var all = new LinkedHashMap<>(claims);
        all.remove(name);
        return all;
    }

    private static List<Line> read(String name) {
        var resource = "/" + name + "/permissions.txt";
        try (var table = AccessContract.class.getResourceAsStream(resource)) {
            if (table == null) throw new AssertionError(resource + " is missing");
            var rows = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(row -> row.replaceFirst("#.*", "").strip())
                    .filter(row -> !row.isEmpty())
                    .map(row -> row.split("\\s+", -1))
                    .toList();
            var header = rows.getFirst();
            var lines = new ArrayList<Line>();
            for (var row : rows.subList(1, rows.size())) {
                var roles = new LinkedHashMap<String, Boolean>();
                for (int column = 2; column < row.length; column++) roles.put(header[column], row[column].equals("x"));
                if (!List.copyOf(roles.keySet()).equals(Credentials.ROLES)) {
                    throw new AssertionError(resource + " does not decide of every role: " + String.join(" ", row));
                }
                lines.add(new Line(row[0], row[1], roles));
            }
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
