package waymark.portal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import waymark.testing.Credentials;

/** Every address of the portal with every role, and signed out, against the table, which it reads by itself. The services here know of no case. */
class WhoMayGoWhereTest {
    private static final Set<String> OPEN = Set.of(
            "/signed-out",
            "/sign-in-failed",
            "/not-sent",
            "/accessibility",
            "/alerts/badge",
            "/records/broken-glass/badge");
    private static final List<String> AREAS =
            List.of("involvements", "assessments", "referrals", "early-help", "alerts");

    @TempDir
    Path folder;

    private RunningPortal portal;
    private List<Line> lines;
    private final List<String> faults = new ArrayList<>();

    private record Line(String method, String path, Map<String, Boolean> roles) {
        String address() {
            return path.replace("{id}", "8c0cd3d1-7f60-4c7f-8ff5-1c8a4f1b9a10")
                    .replace("{area}", "involvements")
                    .replace("{number}", "1")
                    .replace("{from}", "2022-07-01")
                    .replace("{to}", "2022-07-31")
                    .replaceAll("\\{[^}]+}", "no-such");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(folder, Map.of("waymark.portal.demonstration", "true"));
        lines = read();
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void everyRoleGoesWhereTheTableSaysAndNowhereElse() throws Exception {
        for (var role : Credentials.ROLES) {
            try (var browser = portal.signedIn("PROBE-" + role, role)) {
                var csrf = Browser.hidden(browser.get("/accessibility"), "/sign-out");
                for (var line : lines) {
                    boolean may = line.roles().get(role);
                    portal.services.sent.clear();
                    // When
                    var page = line.method().equals("GET")
                            ? browser.get(line.address())
                            : browser.post(line.address(), csrf);
                    // Then
                    boolean letIn = page.statusCode() != 403 && page.statusCode() < 500;
                    boolean refused = page.statusCode() == 403
                            && page.body().contains("This is not yours to see")
                            && portal.services.sent.isEmpty();
                    if (may ? !letIn : !refused) {
                        faults.add("%s: %s %s, but got %d"
                                .formatted(line, role, may ? "may" : "may not", page.statusCode()));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void whoeverIsNotSignedInIsLedToTheProvider() throws Exception {
        try (var browser = portal.browser()) {
            for (var line : lines) {
                // When
                var page = line.method().equals("GET")
                        ? browser.get(line.address())
                        : browser.send(browser.posting(line.address(), Map.of()));
                // Then
                boolean shown = page.statusCode() / 100 == 2;
                boolean ledAway =
                        page.statusCode() == 302 && Browser.location(page).contains("/oauth2/authorization/");
                // A form without its token is turned away before it is asked whose it is.
                boolean notSent = page.statusCode() == 403 && line.method().equals("POST");
                if (!(notSent || (OPEN.contains(line.path()) ? shown : ledAway)))
                    faults.add("%s: signed out got %d".formatted(line, page.statusCode()));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(portal.services.sent).isEmpty();
    }

    @Test
    void everyAddressIsInTheTableAndNoOther() {
        // When
        var mapped = portal
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(WhoMayGoWhereTest::addresses)
                .filter(address -> !address.endsWith(" /error"))
                .collect(Collectors.toCollection(TreeSet::new));
        // Then
        var listed = new TreeSet<String>();
        for (var line : lines) listed.add(line.toString());
        assertThat(listed).isEqualTo(mapped);
    }

    /** Forms have one address for all kinds of case, and a line for each kind. */
    private static Stream<String> addresses(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods().isEmpty()
                ? List.of("GET", "POST")
                : mapping.getMethodsCondition().getMethods().stream()
                        .map(Enum::name)
                        .toList();
        return mapping.getPatternValues().stream()
                .map(path -> path.replaceAll("\\{(\\w+):[^/]*}(?=/|$)", "{$1}"))
                .flatMap(path -> path.startsWith("/{area}/")
                        ? AREAS.stream().map(area -> path.replace("{area}", area))
                        : Stream.of(path))
                .flatMap(path -> methods.stream().map(method -> method + " " + path));
    }

    private static List<Line> read() throws Exception {
        try (var table = WhoMayGoWhereTest.class.getResourceAsStream("/portal/permissions.txt")) {
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
                lines.add(new Line(row[0], row[1], roles));
            }
            return lines;
        }
    }
}
