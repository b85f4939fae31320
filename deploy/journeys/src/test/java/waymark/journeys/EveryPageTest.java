package waymark.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Walks through the portal as everybody, link by link, and holds each kind of page to what {@link Accessible} says. */
final class EveryPageTest {
    @RegisterExtension
    static final Journeys journeys = new Journeys();

    private static final List<String> EVERYBODY =
            List.of("MAN-01", "CME-07", "SEN-03", "DUTY-11", "REV-02", "ANA-01", "CLR-04", "ADM-01");

    /** What is no page of its own, and why. */
    private static final Map<String, String> NO_PAGES = Map.ofEntries(
            Map.entry(".csv", "a file"),
            Map.entry("/export", "a file"),
            Map.entry("/findings", "a file"),
            Map.entry("/known", "a part of a form, looked at with it"),
            Map.entry("/charts", "a part of a dashboard, looked at with it"),
            Map.entry("/live", "a stream"),
            Map.entry("/section", "a part of the scorecard, looked at with it"),
            Map.entry("/alerts/of/{caseId}", "a part of a case's page, looked at with it"),
            Map.entry("/badge", "a part of every page, looked at with it"),
            Map.entry("/sign-in-again", "leads on"),
            Map.entry("/{area}/{id}/record/{step}", "EveryFormTest"),
            Map.entry("/{area}/new/{step}", "EveryFormTest"));

    /** Of pages that one address stands for, such as the three dashboards. */
    private static final int LIKE_EACH_OTHER = 3;

    private final Set<String> addresses = PortalPages.addresses();

    /** By the title the pages that have it. */
    private final Map<String, Set<String>> titles = new TreeMap<>();

    private final Set<String> opened = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private int looks;

    @Test
    void everyPageIsAccessibleToEverybodyWhoCanReachIt() {
        // Given
        var world = journeys.world();

        // When
        for (var account : EVERYBODY) {
            var page = journeys.signedIn(account);
            walk(page, account, beginnings(account, world));
            page.context().close();
        }
        aroundSignIn();

        // Then
        var visited = new TreeSet<String>();
        var left = new TreeSet<String>();
        for (var address : addresses) {
            if (NO_PAGES.keySet().stream().anyMatch(address::endsWith)) continue;
            (opened.stream().anyMatch(path -> address.equals(route(path))) ? visited : left).add(address);
        }
        System.out.printf("%d looks at %d kinds of page: %s%n", looks, visited.size(), visited);
        titles.forEach((title, pages) -> {
            if (pages.size() > 1) faults.add("one title for several pages: " + title + " " + pages);
        });
        assertThat(faults).isEmpty();
        assertThat(left).as("pages that nobody came to").isEmpty();
        assertThat(visited).hasSizeGreaterThan(40);
    }

    /** What no link leads to stands beside the start page: it is reached by a form. */
    private static List<String> beginnings(String account, World world) {
        return switch (account) {
            case "MAN-01" -> {
                var places = new ArrayList<>(List.of(
                        "/",
                        "/accessibility",
                        "/records/subject-access/CYP-963002",
                        "/records/glass?case=/involvements/" + world.restricted(),
                        "/children/CYP-963002/chronology",
                        "/involvements/import/" + world.faulty(),
                        "/start/demonstration?involvements=%s&assessments=%s&referrals=%s"
                                .formatted(
                                        world.imports().get("involvements"),
                                        world.imports().get("assessments"),
                                        world.imports().get("referrals")),
                        "/early-help?status=any"));
                world.cases().forEach((area, id) -> places.add("/%s/%s".formatted(area, id)));
                world.imports().forEach((area, id) -> places.add("/%s/import/%s".formatted(area, id)));
                yield places;
            }
            case "ANA-01" ->
                List.of(
                        "/",
                        "/papers/cme/2022-07-01/2022-07-31",
                        "/papers/cme/2022-07-01/2022-07-31/release",
                        "/papers/cme/2022-07-01/2022-07-31/check?disclosure=suppressed");
            // Their own lists are empty, and so lead to no case.
            case "CME-07" ->
                List.of(
                        "/involvements?officer=anyone",
                        "/",
                        "/involvements/" + world.cases().get("involvements"));
            case "SEN-03" ->
                List.of(
                        "/assessments?coordinator=anyone",
                        "/",
                        "/assessments/" + world.cases().get("assessments"));
            case "DUTY-11" -> List.of("/", "/referrals/" + world.cases().get("referrals"));
            default -> List.of("/");
        };
    }

    private void walk(Page page, String account, List<String> beginnings) {
        var ahead = new ArrayDeque<>(beginnings);
        var from = new HashMap<String, String>();
        var looked = new HashSet<String>();
        var often = new HashMap<String, Integer>();
        while (!ahead.isEmpty()) {
            var path = ahead.poll();
            if (!looked.add(kind(path)) || often.merge(route(path), 1, Integer::sum) > LIKE_EACH_OTHER) continue;
            var answer = page.navigate(journeys.portal(path));
            if (answer.status() == 200) {
                look(page);
            } else {
                faults.add("%s for %s, from %s: %d".formatted(path, account, from.get(path), answer.status()));
            }
            for (var link : links(page)) {
                if (from.putIfAbsent(link, path) == null) ahead.add(link);
            }
        }
    }

    private void look(Page page) {
        looks++;
        var address = URI.create(page.url());
        opened.add(address.getPath());
        titles.computeIfAbsent(page.title(), _ -> new TreeSet<>()).add(kind(address.getPath()));
        for (var fault : Accessible.faults(page)) faults.add(kind(address.getPath()) + ": " + fault);
    }

    /** The pattern that the address follows, the plainest of those that it does. */
    private String route(String path) {
        int query = path.indexOf('?');
        var alone = query < 0 ? path : path.substring(0, query);
        return addresses.stream()
                .filter(address -> alone.matches(address.replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparingInt(
                        address -> address.replaceAll("[^{]", "").length()))
                .orElse(alone);
    }

    /** The address without what it is about. */
    private static String kind(String path) {
        int query = path.indexOf('?');
        return (query < 0 ? path : path.substring(0, query))
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}", "{day}")
                .replaceAll("/CYP-[^/]+", "/{child}");
    }

    private static List<String> links(Page page) {
        var links = new ArrayList<String>();
        var found = page.evaluate("[...document.querySelectorAll('a[href]:not([download])')]"
                + ".filter(link => link.origin === location.origin).map(link => link.pathname + link.search)");
        for (var link : (List<?>) found) {
            var path = kind(link.toString());
            if (path.matches(".*/(record|new)/[a-z-]+")
                    || NO_PAGES.keySet().stream().anyMatch(path::endsWith)) continue;
            links.add(link.toString());
        }
        return links;
    }

    private void aroundSignIn() {
        var page = journeys.context(new Browser.NewContextOptions().setViewportSize(1280, 900))
                .newPage();
        page.navigate(journeys.portal("/"));
        for (var fault : Accessible.faults(page)) faults.add("sign-in: " + fault);
        new Form(page).press("Sign in");
        assertThat(page.title()).startsWith("Error: ");
        for (var fault : Accessible.faults(page)) faults.add("sign-in with an error: " + fault);
        for (var path : List.of("/sign-in-failed", "/not-sent")) {
            page.navigate(journeys.portal(path));
            look(page);
        }
        page.navigate(journeys.portal("/"));
        Journeys.signIn(page, "CME-07");
        new Form(page).press("Sign out");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                        .innerText())
                .contains("signed out");
        look(page);
    }
}
