package waymark.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.testing.Credentials;

/**
 * A small authority at work: parts of the demonstration's registers, cases that have come far, one that is restricted, a paper that is released. Sent to
 * the services themselves, by the client that may do everything.
 *
 * @param cases one of each kind that is open, by the area of its pages, and an alert about the involvement
 * @param spent likewise, for what nobody needs afterwards
 * @param imports the reports of what was taken in, by the area
 * @param faulty the report of an import with errors and warnings, of involvements
 * @param restricted an involvement that opens to nobody but its manager
 */
record World(
        Map<String, String> cases,
        Map<String, String> spent,
        Map<String, String> imports,
        String faulty,
        String restricted,
        String release) {
    private static final int LATEST_REFERRALS = 250;
    private static final Duration LONGEST_IMPORT = Duration.ofMinutes(2);

    /** Sends as the client of all roles. */
    record Sender(Map<String, String> addresses, Credentials demo) {
        JsonNode send(String method, String service, String path, String type, String body) {
            var request = HttpRequest.newBuilder(URI.create(addresses.get(service) + path))
                    .header("Content-Type", type)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            try (var http = HttpClient.newHttpClient()) {
                var answer = http.send(demo.on(request).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
                return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
            } catch (IOException away) {
                throw new UncheckedIOException(away);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }

        JsonNode post(String service, String path, String json) {
            return send("POST", service, path, "application/json", json);
        }

        JsonNode get(String service, String path) {
            return send("GET", service, path, "application/json", "");
        }

        private String takesIn(String service, String register) {
            return send("POST", service, "/" + service + "/imports?partial=true", "text/csv", register)
                    .get("id")
                    .asString();
        }

        private void awaits(String service, String imported) {
            var until = Instant.now().plus(LONGEST_IMPORT);
            while (Instant.now().isBefore(until)) {
                var state = get(service, "/%s/imports/%s".formatted(service, imported));
                if (!state.get("state").asString().equalsIgnoreCase("running")) return;
            }
            throw new IllegalStateException("an import takes too long: " + service);
        }

        private String anyOpen(String service, int place, String query) {
            return get(service, "/%s?size=%d&%s".formatted(service, place + 1, query))
                    .get("items")
                    .get(place)
                    .get("id")
                    .asString();
        }

        private String family(String child) {
            return post(
                            "referrals",
                            "/early-help",
                            "{\"children\": [\"%s\"], \"source\": \"2A\", \"notes\": \"the family asks for help with sleep\"}"
                                    .formatted(child))
                    .get("id")
                    .asString();
        }

        /** @param place in each list */
        private Map<String, String> cases(int place) {
            var involvement = anyOpen("involvements", place, "status=open");
            return Map.of(
                    "involvements", involvement,
                    "assessments", anyOpen("assessments", place, "status=assessing"),
                    "referrals", anyOpen("referrals", place, "status=open&nextStep=hold-conference"),
                    "early-help", family("CYP-96300" + (3 + place)),
                    "alerts", alert(involvement));
        }

        private String alert(String involvement) {
            return post(
                            "alerts",
                            "/alerts",
                            "{\"kind\": \"involvement\", \"caseId\": \"%s\", \"childRef\": \"%s\", \"concern\": \"premature-return-home\", \"asked\": \"a visit this week\"}"
                                    .formatted(involvement, child(involvement)))
                    .get("id")
                    .asString();
        }

        String child(String involvement) {
            return get("involvements", "/involvements/" + involvement)
                    .get("childRef")
                    .asString();
        }
    }

    static World madeBy(Sender sender) {
        var imports = new HashMap<String, String>();
        imports.put("involvements", sender.takesIn("involvements", register("involvements", 0)));
        imports.put("assessments", sender.takesIn("assessments", register("assessments", 0)));
        imports.put("referrals", sender.takesIn("referrals", register("referrals", LATEST_REFERRALS)));
        imports.forEach(sender::awaits);
        var faulty = sender.takesIn("involvements", """
                involvement_ref,child_ref,opened_on,closed_on,outcome,school_year,sen_status,social_care_status,locality,referred_by
                CME-99-0001,CYP-9900001,2022-13-45,,,6,none,none,Chiltern and South Bucks,school
                CME-99-0002,CYP-9900002,2022-06-01,2022-05-01,=1+1,66,none,none,Nowhere,school
                """);
        sender.awaits("involvements", faulty);
        var restricted = sender.post("involvements", "/involvements", "{\"childRef\": \"CYP-963001\"}")
                .get("id")
                .asString();
        sender.send(
                "PUT",
                "involvements",
                "/involvements/" + restricted + "/restriction",
                "application/json",
                "{\"officers\": [\"demo\"], \"reason\": \"the parent works here\"}");
        sender.post(
                "referrals",
                "/contacts",
                "{\"source\": \"2A\", \"children\": [{\"childRef\": \"CYP-963002\", \"personal\": {\"name\": \"Cordelia Brambling\"}}]}");
        var release = sender.post(
                        "reporting",
                        "/releases",
                        "{\"paper\": \"cme\", \"from\": \"2022-06-01\", \"to\": \"2022-06-30\", \"disclosure\": \"suppressed\", \"commentary\": [{\"section\": \"introduction\", \"text\": \"The month in short.\"}]}")
                .get("id")
                .asString();
        return new World(sender.cases(0), sender.cases(1), imports, faulty, restricted, release);
    }

    /** @param latest how many of its last rows; 0 for all */
    private static String register(String name, int latest) {
        var resource = "/portal/demonstration/" + name + ".csv.gz";
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(World.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            var all = lines.lines().toList();
            var rows = latest == 0 ? all.subList(1, all.size()) : all.subList(all.size() - latest, all.size());
            return Stream.concat(List.of(all.getFirst()).stream(), rows.stream())
                    .collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
