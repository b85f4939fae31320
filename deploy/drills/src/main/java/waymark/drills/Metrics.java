package waymark.drills;

/** What the services say of themselves to Prometheus. */
final class Metrics {
    private final RunningSystem waymark;
    private final Http http;

    Metrics(RunningSystem waymark, Http http) {
        this.waymark = waymark;
        this.http = http;
    }

    /** Over all lines of the metric in which this is written; 0 where there are none. */
    double sum(String service, String metric, String written) {
        return http.get(waymark.uri(service, "/actuator/prometheus"))
                .orFail()
                .body()
                .lines()
                .filter(line -> line.startsWith(metric) && line.contains(written))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
