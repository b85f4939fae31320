package waymark.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * A service's table of who may do what, as its information governance officer reads it: a header with the codes of all roles, then a line for each
 * endpoint with a mark per role, {@code x} for may and {@code .} for may not. What follows a # is a comment. A table that leaves anything open is
 * refused at the start, with the number of the line.
 */
public final class Permissions {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final List<Line> lines;

    /** @param path the pattern, as both the table and the endpoint's own code write it */
    record Endpoint(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private record Line(String method, PathPattern pattern, Set<Role> roles) {
        Endpoint endpoint() {
            return new Endpoint(method, pattern.getPatternString());
        }
    }

    private Permissions(List<Line> lines) {
        this.lines = lines;
    }

    /** @param service whose resources have the table */
    public static Permissions of(String service) {
        var table = new ClassPathResource(service + "/permissions.txt");
        try {
            return read(table.getPath(), table.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("who may do what must stand in " + table.getPath(), unreadable);
        }
    }

    /** @param name of the table, for what is said about it */
    static Permissions read(String name, String table) {
        var lines = new ArrayList<Line>();
        var seen = new HashSet<Endpoint>();
        List<Role> columns = null;
        int number = 0;
        for (var text : table.lines().toList()) {
            number++;
            var words = text.replaceFirst("#.*", "").strip().split("\\s+");
            if (words[0].isEmpty()) continue;
            var place = name + ", line " + number + ": ";
            if (columns == null) {
                columns = header(place, words);
            } else {
                var line = line(place, columns, words);
                if (!seen.add(line.endpoint()))
                    throw new IllegalStateException(place + "a second line for " + line.endpoint());
                lines.add(line);
            }
        }
        if (lines.isEmpty()) throw new IllegalStateException(name + " permits nothing to anybody");
        return new Permissions(lines);
    }

    private static List<Role> header(String place, String[] words) {
        var roles = new ArrayList<Role>();
        for (int column = 2; column < words.length; column++) {
            var code = words[column];
            roles.add(Role.of(code).orElseThrow(() -> new IllegalStateException(place + "there is no role " + code)));
        }
        if (roles.size() != Role.values().length || !EnumSet.copyOf(roles).equals(EnumSet.allOf(Role.class))) {
            throw new IllegalStateException(place + "the header must have METHOD, PATH and each role once");
        }
        return roles;
    }

    private static Line line(String place, List<Role> columns, String[] words) {
        if (words.length != columns.size() + 2) {
            throw new IllegalStateException(
                    place + "a method, a path and %d marks are needed".formatted(columns.size()));
        }
        if (!METHODS.contains(words[0])) throw new IllegalStateException(place + "there is no method " + words[0]);
        var roles = EnumSet.noneOf(Role.class);
        for (int column = 0; column < columns.size(); column++) {
            switch (words[column + 2]) {
                case "x" -> roles.add(columns.get(column));
                case "." -> {}
                case String other -> throw new IllegalStateException(place + "a mark is x or a point, not " + other);
            }
        }
        try {
            return new Line(words[0], PathPatternParser.defaultInstance.parse(words[1]), roles);
        } catch (PatternParseException noPath) {
            throw new IllegalStateException(place + words[1] + " is no path", noPath);
        }
    }

    /** Empty where nobody may: also for what is not in the table. */
    public Set<Role> permitting(HttpServletRequest request) {
        var method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        var path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
        // As Spring MVC chooses the endpoint: the most specific of those with the method.
        return lines.stream()
                .filter(line -> line.method().equals(method) && line.pattern().matches(path))
                .min(Comparator.comparing(Line::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .map(Line::roles)
                .orElse(Set.of());
    }

    Set<Endpoint> endpoints() {
        return lines.stream().map(Line::endpoint).collect(Collectors.toSet());
    }
}
