package waymark.reporting.scorecard;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.Population;
import waymark.reporting.domain.scorecard.DataPeriod;
import waymark.web.CodeLists;
import waymark.web.Constants;

/**
 * Which measures are on the scorecard: those of the published one first, then every other measure of the system by kind of case, as its declaration says,
 * and those that an analyst adds; all as an analyst has set them since.
 */
public final class Definitions {
    /** The section of the published scorecard, and of what an analyst adds without naming one. */
    public static final String FIRST_SECTION = "scorecard";

    private static final String FILE = "scorecard.csv";
    private static final int BETWEEN_ORDERS = 10;
    private static final Map<String, String> TITLES = Map.of(
            FIRST_SECTION,
            "Children's scorecard",
            "cme",
            "Children missing education",
            "ehc",
            "Education, health and care plans",
            "social-care",
            "Social care",
            "early-help",
            "Early help",
            "alerts",
            "Alerts");

    private final Map<String, Figures.Declared> declared;
    private final Map<String, Definition> usual = new LinkedHashMap<>();
    private final List<String> sections = new ArrayList<>(List.of(FIRST_SECTION));

    public Definitions(Figures figures, CodeLists lists) {
        declared = figures.declared().stream()
                .collect(Collectors.toMap(
                        one -> one.measure().id(), Function.identity(), (one, other) -> one, LinkedHashMap::new));
        for (var published : lists.rows(FILE, this::published)) usual.put(published.id(), published);
        var placed = usual.values().stream().map(Definition::computed).collect(Collectors.toCollection(HashSet::new));
        for (var one : declared.values()) {
            if (!sections.contains(one.kind())) sections.add(one.kind());
            if (placed.add(one.measure().id())) usual.put(one.measure().id(), ofDeclaration(one, usual.size()));
        }
    }

    private Definition published(NamedCsvRecord row) {
        var computed = row.getField("computed");
        var known = declared.get(computed);
        return new Definition(
                row.getField("id"),
                known == null ? null : computed,
                row.getField("title"),
                known == null ? row.getField("definition") : known.measure().definition(),
                Polarity.valueOf(row.getField("good_to_be")),
                DataPeriod.valueOf(row.getField("data_period")),
                row.getField("unit"),
                Integer.parseInt(row.getField("decimals")),
                FIRST_SECTION,
                BETWEEN_ORDERS * Integer.parseInt(row.getField("order")),
                true);
    }

    private static Definition ofDeclaration(Figures.Declared declared, int position) {
        var measure = declared.measure();
        return new Definition(
                measure.id(),
                measure.id(),
                measure.title(),
                measure.definition(),
                measure.polarity(),
                measure.population() instanceof Population.Standing<?> ? DataPeriod.MONTH_END : DataPeriod.MONTH_ONLY,
                Constants.code(measure.unit()),
                usualDecimals(measure),
                declared.kind(),
                BETWEEN_ORDERS * position,
                true);
    }

    private static int usualDecimals(Measure<?> measure) {
        boolean counted = measure.what() instanceof Measure.Count<?> || measure.what() instanceof Measure.Children<?>;
        return counted ? 0 : 1;
    }

    public boolean isDeclared(String measure) {
        return declared.containsKey(measure);
    }

    /** Whether it is there without an analyst. */
    public boolean isUsual(String id) {
        return usual.containsKey(id) || declared.containsKey(id);
    }

    /** In the order of the scorecard, the hidden ones too. */
    public List<Definition> of(Collection<Account> accounts) {
        var all = new LinkedHashMap<>(usual);
        accounts.forEach(account -> of(account).ifPresent(set -> all.put(set.id(), set)));
        return all.values().stream()
                .sorted(Comparator.comparingInt((Definition one) -> place(one.section()))
                        .thenComparing(Definition::section)
                        .thenComparingInt(Definition::order)
                        .thenComparing(Definition::id))
                .toList();
    }

    /** Empty where there is no such measure. */
    public Optional<Definition> of(Account account) {
        var id = account.subject();
        var base = Optional.ofNullable(usual.get(id));
        if (base.isEmpty() && declared.containsKey(id)) base = Optional.of(ofDeclaration(declared.get(id), 0));
        var set = account.newest(Definition.ENTRY, "");
        if (set.isEmpty()) return base;
        return Optional.of(base.orElseGet(() -> blank(id)).with(set.get()));
    }

    /** The id under which a measure is kept: that of the published scorecard may stand for the system's own. */
    public String subject(String id) {
        return usual.values().stream()
                .filter(one -> !usual.containsKey(id) && id.equals(one.computed()))
                .map(Definition::id)
                .findFirst()
                .orElse(id);
    }

    /** What an analyst's own measure is where nothing is said. */
    private static Definition blank(String id) {
        return new Definition(
                id, null, id, "", Polarity.NEUTRAL, DataPeriod.MONTH_ONLY, "number", 0, FIRST_SECTION, 1_000_000, true);
    }

    String sectionTitle(String section) {
        return TITLES.getOrDefault(section, section);
    }

    private int place(String section) {
        int place = sections.indexOf(section);
        return place < 0 ? sections.size() : place;
    }
}
