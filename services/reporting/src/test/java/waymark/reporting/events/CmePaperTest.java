package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.events.CaseEvent;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.cme.CmePaper;
import waymark.reporting.domain.cme.Involvements;
import waymark.reporting.domain.paper.Content;
import waymark.reporting.domain.paper.Content.Cell;
import waymark.reporting.domain.paper.Content.Kind;
import waymark.reporting.domain.paper.Content.Row;
import waymark.reporting.domain.paper.Content.Table;
import waymark.reporting.domain.paper.Disclosure.Setting;

/** The council's paper from the register whose totals are the published ones, and from random registers. */
class CmePaperTest {
    private static final Period YEAR = new Period(LocalDate.of(2021, 9, 1), LocalDate.of(2022, 7, 31));
    private static final Instant THEN = Instant.parse("2022-08-01T09:00:00Z");
    private static final String AUTHORITY = "825";

    @Test
    void itHasThePublishedNumbers() throws Exception {
        // Given
        var expected = JsonMapper.shared().readTree(resource("cme-register-2021-22.expected.json"));

        // When
        var paper = paper(register(), YEAR, Setting.TRUE_NUMBERS);

        // Then
        for (var field : List.of(
                "totalInvolvements",
                "children",
                "opened",
                "closed",
                "openAtEnd",
                "openAtPreviousMonthEnd",
                "averageWeeksToClose",
                "closedWithin2WeeksPercent",
                "closedWithin4WeeksPercent")) {
            assertThat(value(paper, "headlines", field, "value"))
                    .as(field)
                    .isEqualTo(expected.get(field).asString());
        }
        assertThat(value(paper, "headlines", "changeOnMonth", "value")).isEqualTo("7");
        assertThat(cell(paper, "headlines", "changeOnYear", "value").reason()).contains("2021-09-01");
        var byOutcome = rows(paper, "closed-by-outcome")
                .filter(row -> row.kind() == Kind.PART)
                .toList();
        assertThat(byOutcome).hasSize(expected.get("byOutcome").size()).allSatisfy(row -> {
            JsonNode published = expected.get("byOutcome").get(row.id());
            assertThat(row.cells().get("closed").value().toString())
                    .isEqualTo(published.get("closed").asString());
            assertThat(row.cells().get("averageWeeksToClose").value().toString())
                    .isEqualTo(published.get("averageWeeks").asString());
        });
        assertThat(value(paper, "closed-by-outcome", "school-placement", "closed"))
                .isEqualTo("216");
        assertThat(value(paper, "closed-by-outcome", "TOTAL", "closed")).isEqualTo("542");
        assertThat(rows(paper, "open-by-months-since-start")
                        .filter(row -> row.kind() == Kind.PART)
                        .collect(Collectors.toMap(
                                Row::id,
                                row -> row.cells().get("openAtEnd").value().toString())))
                .isEqualTo(expected.get("openByMonthsSinceStart")
                        .propertyStream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().asString())));
        assertThat(rows(paper, "month-ends")).hasSize(11);
        assertThat(value(paper, "month-ends", "2022-07", "open")).isEqualTo("67");
    }

    @Test
    void suppressedItHasNoSmallNumberAndNoneFollows() throws Exception {
        // When
        var paper = paper(register(), YEAR, Setting.SUPPRESSED);

        // Then
        assertThat(marked(paper, "closed-by-outcome", "closed"))
                .as("two of one in a group give each other away, so their neighbour goes with them")
                .contains("NOT_RECORDED", "NCA", "OLAN", "OTAG", "SLA", "OVER", "IND", "NCE")
                .doesNotContain("BUSC", "OLCM", "TOTAL");
        assertThat(marked(paper, "closed-by-outcome", "averageWeeksToClose"))
                .isEqualTo(marked(paper, "closed-by-outcome", "closed"));
        assertThat(marked(paper, "headlines", "value")).isEmpty();
        assertThat(marked(paper, "open-by-months-since-start", "openAtEnd"))
                .contains("10", "9", "8", "6", "5", "4", "3");
        assertThat(paper.notes()).anySatisfy(note -> assertThat(note).contains("1 to 5", "Zero is shown"));
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noSmallCountIsInAPaperAndNoSumLeavesRoomForOneAnswerOnly(long seed) throws UnreadableEvent {
        // Given
        var register = new RandomRegister(seed);
        var random = new Random(seed);
        var one = register.day();
        var period = new Period(one, one.plusDays(random.nextInt(400)));
        var table = Recount.folded(InvolvementEvents.SOURCE, register.delivered());

        // When
        var truth = paper(table, period, Setting.TRUE_NUMBERS);
        var paper = paper(table, period, Setting.SUPPRESSED);

        // Then
        for (int at = 0; at < paper.tables().size(); at++) {
            var shown = paper.tables().get(at);
            var all = truth.tables().get(at);
            for (int row = 0; row < shown.rows().size(); row++) {
                for (var cell : shown.rows().get(row).cells().entrySet()) {
                    var real = all.rows().get(row).cells().get(cell.getKey());
                    if (cell.getValue().suppressed()) continue;
                    assertThat(cell.getValue()).isEqualTo(real);
                    boolean isChange = (shown.rows().get(row).id() + cell.getKey()).contains("change");
                    if (cell.getValue().value() instanceof Long count && !isChange) {
                        assertThat(count)
                                .as("%s %s", shown.id(), shown.rows().get(row).id())
                                .matches(shownCount -> shownCount < 1 || shownCount > 5);
                    }
                }
            }
            assertNoneStandsAlone(shown);
        }
    }

    /** Under a shown total or group, either none is left out, or two and enough for more than one each. */
    private static void assertNoneStandsAlone(Table table) {
        if (!table.rows().isEmpty() && table.rows().getLast().kind() != Kind.TOTAL) return;
        var column = table.columns().getFirst().id();
        boolean grouped = table.rows().stream().anyMatch(row -> row.kind() == Kind.GROUP);
        var open = new ArrayList<Cell>();
        var ofTotal = new ArrayList<Cell>();
        for (var row : table.rows()) {
            var cell = row.cells().get(column);
            switch (row.kind()) {
                case PART -> {
                    open.add(cell);
                    if (!grouped || row.id().equals("NOT_RECORDED")) ofTotal.add(cell);
                }
                case GROUP -> {
                    assertEnough(open, cell);
                    open.clear();
                    ofTotal.add(cell);
                }
                case TOTAL -> assertEnough(ofTotal, cell);
                case FIGURE, MONTH -> throw new AssertionError(row.kind());
            }
        }
    }

    private static void assertEnough(List<Cell> parts, Cell total) {
        long hidden = parts.stream().filter(Cell::suppressed).count();
        if (total.suppressed() || hidden == 0) return;
        long left = (Long) total.value()
                - parts.stream()
                        .filter(part -> !part.suppressed())
                        .mapToLong(part -> (Long) part.value())
                        .sum();
        assertThat(hidden).isGreaterThan(1);
        assertThat(left).isGreaterThan(hidden);
    }

    private static Content paper(FactTable<Involvements> table, Period period, Setting setting) {
        return CmePaper.PAPER.of(table, AUTHORITY, period, setting);
    }

    private static Stream<Row> rows(Content paper, String table) {
        return paper.tables().stream().filter(one -> one.id().equals(table)).findFirst().orElseThrow().rows().stream();
    }

    private static Cell cell(Content paper, String table, String row, String column) {
        return rows(paper, table)
                .filter(one -> one.id().equals(row))
                .findFirst()
                .orElseThrow()
                .cells()
                .get(column);
    }

    private static String value(Content paper, String table, String row, String column) {
        return cell(paper, table, row, column).value().toString();
    }

    private static List<String> marked(Content paper, String table, String column) {
        return rows(paper, table)
                .filter(row -> row.cells().get(column).suppressed())
                .map(Row::id)
                .toList();
    }

    private static FactTable<Involvements> register() throws IOException, UnreadableEvent {
        var events = new ArrayList<CaseEvent>(new CaseStory(AUTHORITY, null, UUID.randomUUID())
                .and("register-declared", "2021-09-01", THEN, "\"completeFrom\":\"2021-09-01\"")
                .events());
        for (var line : resource("cme-register-2021-22.csv").lines().skip(1).toList()) {
            var cells = line.split(",", -1);
            var story = new CaseStory(
                    AUTHORITY,
                    UUID.nameUUIDFromBytes(cells[1].getBytes(StandardCharsets.UTF_8)),
                    UUID.nameUUIDFromBytes(("case " + cells[0]).getBytes(StandardCharsets.UTF_8)));
            var data = new StringBuilder("\"reference\":\"%s\",\"openedOn\":\"%s\"".formatted(cells[0], cells[2]));
            var names = List.of("schoolYear", "senStatus", "socialCareStatus", "locality", "referredBy");
            for (int at = 0; at < names.size(); at++) {
                if (!cells[5 + at].isEmpty()) data.append(",\"%s\":\"%s\"".formatted(names.get(at), cells[5 + at]));
            }
            story.and("opened", cells[2], THEN, data.toString());
            if (!cells[3].isEmpty()) {
                var outcome = cells[4].isEmpty() ? "" : ",\"outcome\":\"" + cells[4] + "\"";
                story.and("closed", cells[3], THEN, "\"closedOn\":\"" + cells[3] + "\"" + outcome);
            }
            events.addAll(story.events());
        }
        return Recount.folded(InvolvementEvents.SOURCE, events);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CmePaperTest.class.getResourceAsStream("/contracts/registers/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
