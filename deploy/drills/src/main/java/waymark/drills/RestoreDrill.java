package waymark.drills;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Restored: a backup is taken while clerks work, the system is killed and its data left alone; the backup is restored into a new folder, where a new system with an empty broker publishes
 * all history again. Then what was answered before the backup must be there, the figures and alerts known at that moment must be those of then, and whatever the cases come to must be
 * on Kafka and in the figures.
 */
final class RestoreDrill {
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);
    private static final long LONGEST_WAIT_NANOS = 120_000_000_000L;
    private static final String PERIOD = "?from=2017-09-01&to=2027-08-31&asKnownAt=";
    private static final List<String> REPORTS = List.of(
            "cme/summary",
            "cme/practice",
            "ehc/timeliness",
            "ehc/decisions",
            "social-care/timeliness",
            "social-care/plans",
            "social-care/early-help",
            "alerts/timeliness");

    private final Path folder;
    private final List<String> faults = new ArrayList<>();

    RestoreDrill(Path folder) {
        this.folder = folder;
    }

    /** What was so at a moment: each report as known then, and the alerts raised until then, by their ids. */
    private record Known(Map<String, JsonNode> reports, Map<String, JsonNode> alerts) {}

    boolean run(Drill drill, int clients, int commands) throws Exception {
        List<Clerk.Sent> sent;
        Known before;
        Instant moment;
        try (var waymark = new WaymarkProcess(folder.resolve("before"), Map.of());
                var http = new Http(waymark.officer());
                var clerks = Executors.newFixedThreadPool(clients)) {
            waymark.start();
            var answered = new Semaphore(0);
            var work = drill.begin(clerks, commands, waymark, answered);
            Drill.await(answered, commands / 2);
            moment = Instant.now();
            // What was being recorded at that moment is in the store by then.
            Thread.sleep(UNDER_WAY);
            long begun = System.nanoTime();
            program("Backup", Map.of("DATA", folder.resolve("before"), "TO", folder.resolve("backup")));
            System.out.printf("Backed up while clerks worked, in %.1f s.%n", (System.nanoTime() - begun) / 1e9);
            sent = Drill.ended(work).stream()
                    .map(one -> knownBefore(begun, one))
                    .toList();
            awaitAlerts(waymark, http);
            before = known(waymark, http, moment);
            waymark.kill();
        }
        long begun = System.nanoTime();
        program("Restore", Map.of("DATA", folder.resolve("after"), "FROM", folder.resolve("backup")));
        System.out.printf("Restored in %.1f s.%n", (System.nanoTime() - begun) / 1e9);
        try (var waymark = new WaymarkProcess(folder.resolve("after"), Map.of());
                var http = new Http(waymark.officer())) {
            waymark.start();
            boolean sound = Reckoning.print("Restored", waymark, http, sent);
            awaitAlerts(waymark, http);
            compare("Restored", before, known(waymark, http, moment));
            rebuild(waymark, http);
            compare("Restored and rebuilt", before, known(waymark, http, moment));
            once(waymark, http);
            program("VerifyAudit", Map.of("DATA", folder.resolve("after")));
            faults.forEach(System.out::println);
            return sound && faults.isEmpty();
        }
    }

    /** What was answered after the backup had begun may be in it or not. */
    private static Clerk.Sent knownBefore(long begun, Clerk.Sent one) {
        return one.answeredAt() < begun
                ? one
                : new Clerk.Sent(one.service(), one.key(), one.child(), 0, one.attempts(), one.cases());
    }

    /** One of the launcher's programs, as make starts it. */
    private void program(String name, Map<String, Path> settings) throws IOException, InterruptedException {
        var command = WaymarkProcess.java(List.of());
        command.add("waymark.launcher." + name);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        settings.forEach((setting, value) -> builder.environment().put(setting, value.toString()));
        var process = builder.start();
        var said = process.inputReader().lines().toList();
        if (process.waitFor() != 0) faults.add(name + " failed: " + String.join("\n", said));
        System.out.printf("%s: %s%n", name, said.isEmpty() ? "" : said.getLast());
    }

    /** Until no missed day is without an alert and none comes any more. */
    private static void awaitAlerts(WaymarkProcess waymark, Http http) throws InterruptedException {
        await(() -> {
            for (var authority : get(waymark, http, "alerts", "/actuator/missed")) {
                if (authority.get("withoutAlert").asInt() > 0) return false;
            }
            return true;
        });
        var alerts = new HashMap<String, JsonNode>();
        await(() -> {
            int seen = alerts.size();
            pause();
            alerts.clear();
            alerts.putAll(alerts(waymark, http));
            return alerts.size() == seen;
        });
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(3);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Known known(WaymarkProcess waymark, Http http, Instant moment) {
        var reports = new LinkedHashMap<String, JsonNode>();
        for (var report : REPORTS) {
            var printed = (ObjectNode) get(waymark, http, "reporting", "/reports/" + report + PERIOD + moment);
            // How many events were folded is another matter: the system goes on.
            printed.remove("revision");
            reports.put(report, printed);
        }
        var alerts = alerts(waymark, http);
        alerts.values()
                .removeIf(
                        alert -> Instant.parse(alert.get("raisedAt").asString()).isAfter(moment));
        return new Known(reports, alerts);
    }

    private static Map<String, JsonNode> alerts(WaymarkProcess waymark, Http http) {
        var alerts = new HashMap<String, JsonNode>();
        for (int page = 0, pages = 1; page < pages; page++) {
            var list = get(waymark, http, "alerts", "/alerts?size=500&sort=raisedAt&page=" + page);
            pages = Math.ceilDiv(list.get("total").asInt(), 500);
            for (var alert : list.get("items")) alerts.put(alert.get("id").asString(), alert);
        }
        return alerts;
    }

    private void compare(String title, Known before, Known after) {
        long equal = REPORTS.stream()
                .filter(report ->
                        before.reports().get(report).equals(after.reports().get(report)))
                .count();
        for (var report : REPORTS) {
            var was = before.reports().get(report);
            var is = after.reports().get(report);
            if (!was.equals(is)) faults.add("%s: %s was %s and is %s".formatted(title, report, was, is));
        }
        if (before.alerts().isEmpty()) faults.add("no alert was raised before the backup");
        if (!before.alerts().keySet().equals(after.alerts().keySet())) {
            faults.add("%s: of %d alerts raised before the backup there are %d"
                    .formatted(title, before.alerts().size(), after.alerts().size()));
        }
        new Table(title + ": what was known when the backup began", "before", "after")
                .row("reports that are equal", REPORTS.size(), equal)
                .row("alerts raised", before.alerts().size(), after.alerts().size())
                .print();
    }

    private static void rebuild(WaymarkProcess waymark, Http http) throws InterruptedException {
        http.post(waymark.uri("reporting", "/actuator/rebuild"), "{}").orFail();
        await(() -> get(waymark, http, "reporting", "/actuator/rebuild")
                .get("state")
                .asString()
                .equals("done"));
    }

    /** No two alerts are of the same case, rule, milestone and deadline, no case waits for its history, and the audit's chains are whole. */
    private void once(WaymarkProcess waymark, Http http) {
        var alerts = alerts(waymark, http);
        long different = alerts.values().stream()
                .map(alert -> List.of(
                        alert.get("caseId").asString(),
                        alert.get("rule").asString(),
                        alert.get("milestone").asString(),
                        alert.get("deadline").asString()))
                .distinct()
                .count();
        int parked = get(waymark, http, "reporting", "/actuator/parked").size()
                + get(waymark, http, "alerts", "/actuator/parked").size();
        if (different != alerts.size()) faults.add("%d alerts are of %d things".formatted(alerts.size(), different));
        if (parked > 0) faults.add(parked + " cases wait for their history");
        new Table("Restored: alerts", "")
                .row("alerts, with those raised since", alerts.size())
                .row("  of different deadlines", different)
                .row("cases that wait for their history", parked)
                .row("faults", faults.size())
                .print();
    }

    private static JsonNode get(WaymarkProcess waymark, Http http, String service, String path) {
        return http.get(waymark.uri(service, path)).orFail().json();
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (!reached.getAsBoolean() && System.nanoTime() < deadline) Thread.sleep(250);
    }
}
