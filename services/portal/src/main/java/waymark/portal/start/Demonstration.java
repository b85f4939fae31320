package waymark.portal.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import waymark.portal.desk.Service;

/**
 * The demonstration's three registers of made-up children, moved by whole weeks so that they end in the week that ends on or before the business day: days
 * of the week stay what they were, and the open cases look like today's.
 */
final class Demonstration {
    static final LocalDate LAST_DAY = LocalDate.of(2022, 7, 31);
    private static final LocalDate COMPLETE_FROM = LocalDate.of(2021, 9, 1);
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** @param completeFrom from which day it has everything, as it was before it was moved; null where that is not said */
    record File(Service service, String area, LocalDate completeFrom) {}

    static final List<File> FILES = List.of(
            new File(Service.INVOLVEMENTS, "involvements", COMPLETE_FROM),
            new File(Service.ASSESSMENTS, "assessments", null),
            new File(Service.REFERRALS, "referrals", null));

    private Demonstration() {}

    /** Never negative: on an earlier day the registers stay where they are. */
    static long weeks(LocalDate today) {
        assert LAST_DAY.getDayOfWeek() == DayOfWeek.SUNDAY;
        return Math.max(0, ChronoUnit.WEEKS.between(LAST_DAY, today));
    }

    static LocalDate moved(LocalDate day, long weeks) {
        return day.plusWeeks(weeks);
    }

    /** The register as CSV, made while it is read; its reader closes it. */
    static InputStream register(File file, LocalDate today) {
        long weeks = weeks(today);
        try {
            var moved = new PipedInputStream(1 << 16);
            var out = new PipedOutputStream(moved);
            Thread.ofVirtual().name("demonstration").start(() -> move(file, weeks, out));
            return moved;
        } catch (IOException noPipe) {
            throw new UncheckedIOException(noPipe);
        }
    }

    private static void move(File file, long weeks, PipedOutputStream out) {
        var name = "/portal/demonstration/" + file.area() + ".csv.gz";
        try (var lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Demonstration.class.getResourceAsStream(name)), StandardCharsets.UTF_8));
                var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(DAY.matcher(line)
                        .replaceAll(day ->
                                moved(LocalDate.parse(day.group()), weeks).toString()));
                writer.write('\n');
            }
        } catch (IOException readerLeft) {
            // Who reads has its own fault to tell.
            return;
        }
    }
}
