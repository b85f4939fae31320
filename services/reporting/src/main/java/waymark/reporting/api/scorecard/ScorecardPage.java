package waymark.reporting.api.scorecard;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.scorecard.Direction;
import waymark.reporting.domain.scorecard.Rag;
import waymark.reporting.domain.scorecard.Reading;
import waymark.reporting.domain.scorecard.State;
import waymark.reporting.scorecard.Scorecard.Benchmark;
import waymark.reporting.scorecard.Scorecard.Card;
import waymark.reporting.scorecard.Scorecard.Line;
import waymark.reporting.scorecard.Scorecard.Target;

/** The scorecard as one page of HTML: words and lines ready to be printed, which the template {@code reporting/scorecard.html} only places, and escapes. */
@Component
class ScorecardPage {
    private static final Locale ENGLISH = Locale.UK;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", ENGLISH);
    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("MMM uuuu", ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", ENGLISH);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int WIDTH = 104;
    private static final int HEIGHT = 22;
    private static final int EDGE = 3;
    private static final int FINANCIAL_YEAR_FROM = 4;

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final String style;
    private final String policy;

    ScorecardPage() throws IOException, NoSuchAlgorithmException {
        var templates = new ClassLoaderTemplateResolver(ScorecardPage.class.getClassLoader());
        templates.setPrefix("reporting/");
        templates.setSuffix(".html");
        templates.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(templates);
        style = new ClassPathResource("reporting/scorecard.css").getContentAsString(StandardCharsets.UTF_8);
        var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        policy =
                "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                        .formatted(Base64.getEncoder().encodeToString(digest));
    }

    record Section(String title, List<Row> rows) {}

    /**
     * @param rag the word, or a dash
     * @param style names how it is coloured
     * @param lines points of the polylines; a gap where there is no value
     * @param origin where an entered value is from; empty without one
     * @param remarks what must be known beside the value
     */
    record Row(
            String title,
            String definition,
            String origin,
            String good,
            String period,
            String value,
            String rag,
            String style,
            String thresholds,
            String direction,
            String target,
            String neighbours,
            String southEast,
            String england,
            List<String> lines,
            Dot dot,
            String history,
            List<String> remarks) {}

    record Dot(String x, String y) {}

    /** The value of the header Content-Security-Policy: no script, and this style alone. */
    String policy() {
        return policy;
    }

    String of(Card card, String authority, LocalDate today) {
        var context = new Context(ENGLISH);
        context.setVariables(Map.of(
                "style", style,
                "month", MONTH.format(card.month()),
                "standing", standing(card, authority, today),
                "sections",
                        card.sections().stream()
                                .map(section -> new Section(
                                        section.title(),
                                        section.measures().stream()
                                                .map(ScorecardPage::row)
                                                .toList()))
                                .toList()));
        return engine.process("scorecard", context);
    }

    private static String standing(Card card, String authority, LocalDate today) {
        var words = new StringBuilder("Authority %s. Targets as on %s.".formatted(authority, DAY.format(card.asAt())));
        if (card.asKnownAt() != null) {
            words.append(
                    " As known on %s.".formatted(MOMENT.format(card.asKnownAt().atZone(LONDON))));
        }
        if (!card.asAt().isBefore(today)) words.append(" The month is not over: its figures are still moving.");
        return words.append(" Printed on %s.".formatted(DAY.format(today))).toString();
    }

    private static Row row(Line line) {
        var latest = line.latest();
        var readings = new ArrayList<>(line.earlier().reversed());
        readings.add(latest);
        return new Row(
                line.title(),
                line.definition(),
                origin(latest),
                switch (line.goodToBe()) {
                    case HIGH -> "high";
                    case LOW -> "low";
                    case NEUTRAL -> "–";
                },
                period(line),
                latest.value() == null ? "not available" : withUnit(latest.value(), line),
                rag(line.rag()),
                line.rag() == null ? "none" : line.rag().name().toLowerCase(Locale.ROOT),
                line.rating() == null ? "" : line.rating().words(),
                direction(line.direction()),
                target(line.target()),
                benchmark(line.benchmarks().statisticalNeighbours()),
                benchmark(line.benchmarks().southEast()),
                benchmark(line.benchmarks().england()),
                lines(readings),
                dot(readings),
                history(readings),
                remarks(line));
    }

    private static String rag(Rag rag) {
        return switch (rag) {
            case null -> "–";
            case GREEN -> "Green";
            case AMBER -> "Amber";
            case RED -> "Red";
        };
    }

    private static String direction(Direction direction) {
        return switch (direction) {
            case IMPROVING -> "improving";
            case WORSENING -> "worsening";
            case SAME -> "same";
            case NONE -> "–";
        };
    }

    private static String target(Target target) {
        if (target == null) return "–";
        var value = target.value().toPlainString();
        return target.tolerance().signum() == 0
                ? value
                : value + " ± " + target.tolerance().toPlainString();
    }

    private static String benchmark(Benchmark benchmark) {
        return benchmark == null ? "–" : benchmark.value().toPlainString();
    }

    private static String withUnit(BigDecimal value, Line line) {
        return switch (line.unit()) {
            case "percent" -> value.toPlainString() + " %";
            case "number" -> value.toPlainString();
            default -> value.toPlainString() + " " + line.unit();
        };
    }

    private static String period(Line line) {
        var period = line.latest().period();
        var end = YearMonth.from(period.to());
        return switch (line.dataPeriod()) {
            case MONTH_ONLY -> SHORT_MONTH.format(end);
            case MONTH_END -> "end of " + SHORT_MONTH.format(end);
            case QUARTER -> quarter(period);
            case CALENDAR_YEAR_TO_DATE -> "Jan to " + SHORT_MONTH.format(end);
            case ROLLING_YEAR -> "12 months to " + SHORT_MONTH.format(end);
        };
    }

    /** Of the council's financial year, from April. */
    private static String quarter(Period period) {
        var inYear = period.from().minusMonths(FINANCIAL_YEAR_FROM - 1L);
        return "Q%d %d/%02d"
                .formatted((inYear.getMonthValue() + 2) / 3, inYear.getYear(), (inYear.getYear() + 1) % 100);
    }

    private static List<String> remarks(Line line) {
        var latest = line.latest();
        var entered = latest.entered();
        var stretch = line.stretch();
        return Stream.of(
                        switch (latest.state()) {
                            case NONE -> null;
                            case NOT_AVAILABLE ->
                                latest.reason() == null ? null : "Not available: " + latest.reason() + ".";
                            case NEW_DEFINITION -> "New definition: not to be compared with earlier periods.";
                            case ANNUAL_OUTTURN -> "Annual outturn.";
                        },
                        entered == null || entered.note() == null ? null : entered.note(),
                        stretch == null
                                ? null
                                : "Stretch target " + stretch.value().toPlainString() + ".",
                        line.commentary() == null ? null : line.commentary().text())
                .filter(Objects::nonNull)
                .toList();
    }

    private static String origin(Reading latest) {
        var entered = latest.entered();
        if (entered == null || entered.value() == null) return "";
        if (latest.origin() == Reading.Origin.ENTERED) {
            var why = latest.reason() == null || latest.state() == State.NOT_AVAILABLE
                    ? ""
                    : " (" + latest.reason() + ")";
            return "Entered%s. Source: %s.".formatted(why, entered.source());
        }
        return "Published: %s. Source: %s.".formatted(entered.value().toPlainString(), entered.source());
    }

    private static String history(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.value() != null)
                .map(reading -> "%s: %s"
                        .formatted(
                                SHORT_MONTH.format(reading.period().to()),
                                reading.value().toPlainString()))
                .reduce((one, other) -> one + "; " + other)
                .orElse("no earlier values");
    }

    /** The points of each run of readings that all have a value. */
    private static List<String> lines(List<Reading> readings) {
        var lines = new ArrayList<String>();
        var points = new ArrayList<String>();
        for (int at = 0; at < readings.size(); at++) {
            if (readings.get(at).value() == null) {
                if (points.size() > 1) lines.add(String.join(" ", points));
                points.clear();
            } else {
                var dot = dot(readings, at);
                points.add(dot.x + "," + dot.y);
            }
        }
        if (points.size() > 1) lines.add(String.join(" ", points));
        return lines;
    }

    private static Dot dot(List<Reading> readings) {
        return readings.getLast().value() == null ? null : dot(readings, readings.size() - 1);
    }

    private static Dot dot(List<Reading> readings, int at) {
        var values =
                readings.stream().map(Reading::value).filter(Objects::nonNull).toList();
        var least = values.stream().min(BigDecimal::compareTo).orElseThrow();
        var range = values.stream().max(BigDecimal::compareTo).orElseThrow().subtract(least);
        var height = BigDecimal.valueOf(HEIGHT - 2L * EDGE);
        // Where nothing moves the line lies in the middle.
        var up = range.signum() == 0
                ? height.divide(BigDecimal.TWO, 1, RoundingMode.HALF_UP)
                : readings.get(at).value().subtract(least).multiply(height).divide(range, 1, RoundingMode.HALF_UP);
        var x = BigDecimal.valueOf((WIDTH - 2L * EDGE) * at)
                .divide(BigDecimal.valueOf(readings.size() - 1L), 1, RoundingMode.HALF_UP)
                .add(BigDecimal.valueOf(EDGE));
        return new Dot(
                x.toPlainString(),
                BigDecimal.valueOf(HEIGHT - EDGE).subtract(up).toPlainString());
    }
}
