package waymark.portal.start;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
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

    /** Of a file beside the registers. */
    static <T> List<T> rows(String name, Function<NamedCsvRecord, T> meaning) {
        try (var file = Demonstration.class.getResourceAsStream("/portal/demonstration/" + name);
                var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return rows.stream().map(meaning).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The register as CSV, made while it is read; its reader closes it. What cannot be read breaks it off, so that no half of it passes for the whole. */
    static InputStream register(File file, LocalDate today) {
        var name = "/portal/demonstration/" + file.area() + ".csv.gz";
        return new Moved(Demonstration.class.getResourceAsStream(name), weeks(today));
    }

    /** Line by line, with each day moved. */
    static final class Moved extends InputStream {
        private final InputStream packed;
        private final long weeks;
        private BufferedReader lines;
        private ByteBuffer line = ByteBuffer.allocate(0);

        Moved(InputStream packed, long weeks) {
            this.packed = packed;
            this.weeks = weeks;
        }

        private boolean hasMore() throws IOException {
            if (line.hasRemaining()) return true;
            if (lines == null) {
                lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
            }
            var next = lines.readLine();
            if (next == null) return false;
            var moved = DAY.matcher(next)
                    .replaceAll(
                            day -> moved(LocalDate.parse(day.group()), weeks).toString());
            line = ByteBuffer.wrap((moved + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
        }

        @Override
        public int read() throws IOException {
            return hasMore() ? line.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) return 0;
            if (!hasMore()) return -1;
            int taken = Math.min(length, line.remaining());
            line.get(bytes, offset, taken);
            return taken;
        }

        @Override
        public void close() throws IOException {
            packed.close();
        }
    }
}
