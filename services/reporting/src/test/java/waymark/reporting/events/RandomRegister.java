package waymark.reporting.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import waymark.events.CaseEvent;

/**
 * Random courses of involvements, and what a person with the paper files would count: every case is read from its beginning for every question, a day at
 * a time. Shares nothing with the program but the definitions.
 */
final class RandomRegister {
    static final LocalDate FIRST = LocalDate.of(2020, 9, 1);
    private static final int DAYS = 730;
    private static final List<String> OUTCOMES = List.of("BUSC", "NCE", "NCO", "OLCM");
    private static final List<String> YEARS = List.of("N1", "0", "7", "11", "post-16");
    private static final List<String> SEN = List.of("none", "sen-support", "ehcp");
    private static final List<String> CARE = List.of("none", "child-in-need", "child-protection", "looked-after");
    private static final List<String> LOCALITIES = List.of("Aylesbury", "Wycombe", "King's Wood & Vale");
    private static final List<String> REFERRERS = List.of("school", "parent", "police");

    /** One paper in a file. */
    record Paper(String what, int number, Map<String, String> says) {}

    final class File {
        final String authority;
        final UUID child;
        final CaseStory story;
        final List<Paper> papers = new ArrayList<>();
        Instant opened;

        private File(String authority, UUID child) {
            this.authority = authority;
            this.child = child;
            story = new CaseStory(authority, child, new UUID(random.nextLong(), random.nextLong()));
        }

        private void add(String what, String dateField, LocalDate day, Map<String, String> says) {
            now = now.plusSeconds(random.nextInt(5_000));
            if (papers.isEmpty()) opened = now;
            var all = new LinkedHashMap<String, String>();
            if (dateField != null) all.put(dateField, day.toString());
            all.putAll(says);
            papers.add(new Paper(what, papers.size() + 1, all));
            var data = all.entrySet().stream()
                    .map(entry -> "\"%s\":%s".formatted(entry.getKey(), json(entry.getKey(), entry.getValue())))
                    .collect(Collectors.joining(","));
            story.and(what, day.toString(), now, data);
        }

        // Reading the file

        Map<String, String> opening() {
            var says = new HashMap<String, String>();
            for (var paper : papers) {
                if (paper.what.equals("opened") || corrects(paper)) says.putAll(paper.says);
            }
            return says;
        }

        private boolean corrects(Paper paper) {
            return paper.what.equals("corrected") && !paper.says.containsKey("entry");
        }

        /** Null while open. */
        Map<String, String> closing() {
            Map<String, String> closing = null;
            for (var paper : papers) {
                if (paper.what.equals("closed")) closing = new HashMap<>(paper.says);
                if (paper.what.equals("reopened")) closing = null;
                if (corrects(paper) && closing != null) closing.putAll(paper.says);
            }
            return closing;
        }

        boolean voided() {
            return papers.stream().anyMatch(paper -> paper.what.equals("voided"));
        }

        LocalDate openedOn() {
            return LocalDate.parse(opening().get("openedOn"));
        }

        LocalDate closedOn() {
            return closing() == null ? null : LocalDate.parse(closing().get("closedOn"));
        }

        String circumstance(String name, LocalDate day) {
            var value = opening().get(name);
            var changes = new TreeMap<String, Map<String, String>>();
            for (var paper : papers) {
                if (!paper.what.equals("circumstances-changed")) continue;
                var says = new HashMap<>(paper.says);
                for (var other : papers) {
                    if (other.what.equals("corrected")
                            && Integer.toString(paper.number).equals(other.says.get("entry"))) {
                        says.putAll(other.says);
                        if (other.says.containsKey("entryOn")) says.put("changedOn", other.says.get("entryOn"));
                    }
                }
                changes.put("%s %05d".formatted(says.get("changedOn"), paper.number), says);
            }
            for (var change : changes.values()) {
                boolean inForce = !LocalDate.parse(change.get("changedOn")).isAfter(day);
                if (inForce && change.containsKey(name)) value = change.get(name);
            }
            return value;
        }

        boolean openOn(LocalDate day) {
            return !openedOn().isAfter(day) && (closedOn() == null || closedOn().isAfter(day));
        }
    }

    private final Random random;
    private Instant now = Instant.parse("2022-09-01T08:00:00Z");
    final List<File> files = new ArrayList<>();

    RandomRegister(long seed) {
        random = new Random(seed);
        int children = 5 + random.nextInt(25);
        for (int child = 0; child < children; child++) {
            var key = new UUID(random.nextLong(), random.nextLong());
            var authority = random.nextInt(5) == 0 ? "826" : "825";
            for (int cases = 1 + random.nextInt(3); cases > 0; cases--) files.add(file(authority, key));
        }
    }

    private File file(String authority, UUID child) {
        var file = new File(authority, child);
        var openedOn = day();
        var opening = new LinkedHashMap<>(some(circumstances(), 0.8));
        opening.put("reference", "R-" + files.size());
        opening.putAll(some(facts(openedOn), 0.7));
        file.add("opened", "openedOn", openedOn, opening);
        for (int steps = random.nextInt(8); steps > 0 && !file.voided(); steps--) step(file);
        return file;
    }

    private void step(File file) {
        switch (random.nextInt(9)) {
            case 0, 1 -> file.add("circumstances-changed", "changedOn", day(), atLeastOne(circumstances()));
            case 2, 3, 4 -> {
                if (file.closing() == null) {
                    // Now and then a day before the opening: an import takes it with a warning.
                    var on = random.nextInt(15) == 0 ? day() : file.openedOn().plusDays(random.nextInt(80));
                    file.add("closed", "closedOn", on, some(closure(on), 0.7));
                } else {
                    file.add("reopened", "reopenedOn", day(), Map.of());
                }
            }
            case 5 -> {
                var right = new LinkedHashMap<>(some(circumstances(), 0.3));
                var day = day();
                if (random.nextBoolean()) right.put("openedOn", day.toString());
                right.putAll(some(facts(day), 0.4));
                if (random.nextBoolean()) {
                    right.put("closedOn", day.plusDays(random.nextInt(40)).toString());
                    right.putAll(some(closure(day), 0.5));
                }
                if (!right.isEmpty()) file.add("corrected", null, day, right);
            }
            case 6 -> {
                int entry = 1 + random.nextInt(file.papers.size());
                var right = new LinkedHashMap<>(some(circumstances(), 0.4));
                right.put("entry", Integer.toString(entry));
                right.put("entryOn", day().toString());
                // The opening is no entry: it is put right as what it is.
                if (entry > 1) file.add("corrected", null, day(), right);
            }
            case 7 ->
                file.add(
                        "check-recorded",
                        "checkedOn",
                        day(),
                        Map.of("service", "send", "known", "true", "teamTold", "false"));
            default -> {
                if (random.nextInt(3) == 0) file.add("voided", "voidedOn", day(), Map.of("reason", "duplicate"));
            }
        }
    }

    private Map<String, String> circumstances() {
        return Map.of(
                "schoolYear",
                pick(YEARS),
                "senStatus",
                pick(SEN),
                "socialCareStatus",
                pick(CARE),
                "locality",
                pick(LOCALITIES));
    }

    private Map<String, String> facts(LocalDate openedOn) {
        return Map.of(
                "referredBy", pick(REFERRERS),
                "meetsS436A", Boolean.toString(random.nextInt(4) > 0),
                "reason", pick(List.of("moved-in", "excluded")),
                "sex", pick(List.of("F", "M", "U")),
                "missingSince", openedOn.minusDays(random.nextInt(500) - 20).toString(),
                "lastSchool", pick(List.of("100200", "8254001")));
    }

    private Map<String, String> closure(LocalDate on) {
        return Map.of(
                "outcome",
                pick(OUTCOMES),
                "confirmedBy",
                pick(List.of("school", "parent")),
                "confirmedOn",
                on.toString());
    }

    private Map<String, String> some(Map<String, String> of, double chance) {
        var some = new TreeMap<String, String>();
        new TreeMap<>(of).forEach((name, value) -> {
            if (random.nextDouble() < chance) some.put(name, value);
        });
        return some;
    }

    private Map<String, String> atLeastOne(Map<String, String> of) {
        var some = some(of, 0.4);
        return some.isEmpty() ? Map.of("senStatus", of.get("senStatus")) : some;
    }

    /** Every third of a few days, so that things happen on one day. */
    LocalDate day() {
        if (random.nextInt(3) == 0) return FIRST.plusDays(180L * (1 + random.nextInt(3)));
        return FIRST.plusDays(random.nextInt(DAYS));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String json(String name, String value) {
        return List.of("meetsS436A", "known", "teamTold", "entry").contains(name) ? value : "\"" + value + "\"";
    }

    List<CaseEvent> delivered() {
        return delivered(files.stream().map(file -> file.story.events()).toList(), random);
    }

    /** All events: a case's in order, cases in any order, some again later. */
    static List<CaseEvent> delivered(List<List<CaseEvent>> stories, Random random) {
        var waiting = new ArrayList<List<CaseEvent>>();
        stories.forEach(events -> waiting.add(new ArrayList<>(events)));
        var delivered = new ArrayList<CaseEvent>();
        while (!waiting.isEmpty()) {
            var one = waiting.get(random.nextInt(waiting.size()));
            delivered.add(one.removeFirst());
            if (one.isEmpty()) waiting.remove(one);
            if (random.nextInt(6) == 0) delivered.add(delivered.get(random.nextInt(delivered.size())));
        }
        return delivered;
    }
}
