package waymark.reporting.scorecard;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import waymark.reporting.domain.scorecard.Worker;

/** The register of workers: who is in which team, with what full-time equivalent, from which day. Staff numbers only. */
public final class Workers {
    private static final String WORKER = "worker";

    private final Ledger ledger;

    public Workers(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @param seen as of {@link Ledger#enter} */
    public Account enter(String authority, OptionalInt seen, Worker worker, Entry.Made made) {
        var said = Definition.fields("team", worker.team(), "fte", worker.fte(), "until", worker.until());
        var entry = new Entry(WORKER, worker.from().toString(), said, made.at(), made.by());
        return ledger.enter(authority, worker.staffNumber(), seen, entry);
    }

    /** Null where the authority has no such worker. */
    public Account find(String authority, String staffNumber) {
        var account = ledger.find(authority, staffNumber);
        return account.version() == 0 ? null : account;
    }

    /** How each worked from which day, by staff number and day. */
    public List<Worker> all(String authority) {
        return ledger.all(authority).stream()
                .flatMap(account -> stints(account).stream())
                .sorted(Comparator.comparing(Worker::staffNumber).thenComparing(Worker::from))
                .toList();
    }

    /** Who works on a day, by staff number: what holds of each is what began last. */
    public List<Worker> on(List<Worker> all, LocalDate day) {
        var newest = new TreeMap<String, Worker>();
        for (var worker : all) {
            if (!worker.from().isAfter(day)) newest.put(worker.staffNumber(), worker);
        }
        return newest.values().stream().filter(worker -> worker.worksOn(day)).toList();
    }

    public static List<Worker> stints(Account account) {
        var stints = new ArrayList<Worker>();
        for (Map.Entry<String, Entry> one : new TreeMap<>(account.newest(WORKER)).entrySet()) {
            var entry = one.getValue();
            stints.add(new Worker(
                    account.subject(),
                    entry.get("team"),
                    new BigDecimal(entry.get("fte")),
                    LocalDate.parse(entry.key()),
                    Optional.ofNullable(entry.get("until"))
                            .map(LocalDate::parse)
                            .orElse(null)));
        }
        return stints;
    }
}
