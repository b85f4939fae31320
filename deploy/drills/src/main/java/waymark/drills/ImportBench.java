package waymark.drills;

import java.nio.file.Path;
import java.util.List;
import waymark.testing.Credentials;

/** A register of 50,000 rows until the figures are final, against bare bulk inserts of the same documents into the same store. */
final class ImportBench implements Benchmark {

    private static final int ROWS = 50_000;
    private static final int WARM_UP_ROWS = 3_000;
    private static final long SETTLED_MILLIS = 3_000;

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var waymark = new WaymarkProcess(folder, WaymarkProcess.believingTests())) {
            waymark.start();
            try (var elsewhere = new Http(Credentials.OFFICER_ELSEWHERE)) {
                take(waymark, elsewhere, WARM_UP_ROWS);
            }
            double seconds;
            try (var http = new Http(Credentials.OFFICER)) {
                seconds = take(waymark, http, ROWS);
            }
            Thread.sleep(SETTLED_MILLIS);
            double resident = waymark.residentMegabytes();
            return List.of(
                    Figure.atLeast(
                            "register import until the figures are final",
                            ROWS / seconds,
                            "rows/s",
                            1_000,
                            BareInserts.measure(waymark, "involvements"),
                            0.2),
                    Figure.toSay("resident memory with 50,000 cases", resident, "MB"));
        }
    }

    private static double take(WaymarkProcess waymark, Http http, int rows) throws InterruptedException {
        var register = Register.csv(rows);
        long closed = register.lines().skip(1).filter(Register::isClosed).count();
        long began = System.nanoTime();
        var report = http.postCsv(waymark.uri("involvements", "/involvements/imports"), register, "Prefer", "wait=300")
                .orFail()
                .json();
        if (!report.get("state").asString().equals("done")
                || report.get("accepted").asInt() != rows) {
            throw new IllegalStateException("the import ended as " + report);
        }
        new Figures(waymark, http).await(rows, closed);
        return (System.nanoTime() - began) / 1e9;
    }
}
