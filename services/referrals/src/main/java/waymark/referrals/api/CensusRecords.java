package waymark.referrals.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import waymark.casefile.CaseIds;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Forms;
import waymark.events.ChildKeys;
import waymark.referrals.domain.Codes;
import waymark.referrals.domain.ReferralCommand;
import waymark.web.imports.Cells;
import waymark.web.imports.Context;
import waymark.web.imports.DocumentReader;
import waymark.web.imports.DocumentRecord;
import waymark.web.imports.Element;
import waymark.web.imports.Fault;

/** The DfE's children-in-need census (contracts/registers/cin-census.md): each CINdetails is a case. */
public final class CensusRecords implements DocumentReader<ReferralCommand> {
    private static final String PREFIX = "CIN";
    private static final Pattern MADE = Pattern.compile(PREFIX + "-[0-9A-HJKMNP-TV-Z]{10}");
    private static final String IDENTIFIERS = "ChildIdentifiers";
    private static final String NUMBER = "LAchildID";
    private static final String REFERRED_ON = "CINreferralDate";
    private static final String CLOSED_ON = "CINclosureDate";
    private static final Map<String, String> SEXES =
            Map.of("1", "M", "2", "F", "0", "U", "9", "U", "M", "M", "F", "F", "U", "U", "I", "U");

    private final Codes codes;
    private final ChildKeys childKeys;

    /** @param childKeys of which references are made, so that they reveal no child's number */
    public CensusRecords(Codes codes, ChildKeys childKeys) {
        this.codes = codes;
        this.childKeys = childKeys;
    }

    /** Whether a reference is of the form that is made for a census. */
    static boolean speaks(String reference) {
        return MADE.matcher(reference).matches();
    }

    @Override
    public Set<String> elements() {
        return CensusElements.PATHS;
    }

    @Override
    public String header() {
        return "Message/Header";
    }

    @Override
    public String unit() {
        return "Message/Children/Child";
    }

    @Override
    public String record() {
        return "CINdetails";
    }

    @Override
    public String referenceColumn() {
        return null;
    }

    @Override
    public boolean speaksOf(String reference) {
        return speaks(reference);
    }

    @Override
    public String nameOf(Element unit) {
        return unit.part(IDENTIFIERS).get(NUMBER);
    }

    @Override
    public String placeOf(Breach breach) {
        if (breach.rule().startsWith("referral.no-further-action-")) return "ReferralNFA";
        if (breach.rule().endsWith(".second-open")) return REFERRED_ON;
        return "childRef".equals(breach.field()) ? IDENTIFIERS + "/" + NUMBER : breach.field();
    }

    @Override
    public List<Fault> header(Element header, Context context) {
        var faults = new ArrayList<Fault>();
        var collection = header.part("CollectionDetails").get("Collection");
        if (collection != null && !collection.equals(PREFIX)) {
            faults.add(new Fault(
                    header() + "/CollectionDetails/Collection",
                    collection,
                    "census.other-collection",
                    "is another collection; it is read as the children-in-need census all the same"));
        }
        var authority = header.part("Source").get("LEA");
        if (authority != null && !authority.equals(context.authority())) {
            faults.add(new Fault(
                    header() + "/Source/LEA",
                    authority,
                    "census.other-authority",
                    "is another authority's number; the authority that sends the file counts"));
        }
        return faults;
    }

    @Override
    public List<Fault> withoutRecord(Element unit) {
        return List.of(new Fault(
                record(), null, "census.no-referral", "the child has no CINdetails, so there is nothing to take"));
    }

    @Override
    public Read<ReferralCommand> read(DocumentRecord record, Context context) {
        var cells = new Cells(record.said());
        var child = cells.of(record.unit().together(IDENTIFIERS)).needed(NUMBER, Forms.CHILD);
        var referredOn = cells.neededDay(REFERRED_ON);
        var reference = child == null || referredOn == null ? null : reference(record, context, child, referredOn);
        var details = new Details(record.unit());
        var said = new CensusReferral(codes, record.said(), cells)
                .said(reference, referredOn, details.sex, details.ethnicity);
        if (!cells.faults().isEmpty()) return new Read.Rejected<>(reference, cells.faults());
        besideOthers(record, referredOn, cells);
        ReferralCommand command = new ReferralCommand.TakeFromSource(context.today(), context.now(), said, true);
        var warnings =
                Stream.concat(cells.warnings().stream(), details.leftOut()).toList();
        return new Read.Taken<>(context.filing(record, reference, child, command, details.personal), warnings);
    }

    /** Of several referrals on one day which of them is part of it: the same document again gives the same references. */
    private String reference(DocumentRecord record, Context context, String child, LocalDate referredOn) {
        long earlier = record.unit().all(record()).stream()
                .takeWhile(other -> !other.place().equals(record.said().place()))
                .filter(other -> referredOn.equals(day(other, REFERRED_ON)))
                .count();
        var key = "census/%s/%s/%d".formatted(childKeys.of(context.authority(), child), referredOn, earlier);
        return CaseIds.referenceOf(PREFIX, CaseIds.fromReference(context.authority(), context.kind(), key));
    }

    /** How the referral stands to the child's others, of which its own case knows nothing. */
    private void besideOthers(DocumentRecord record, LocalDate referredOn, Cells cells) {
        boolean isOpen = day(record.said(), CLOSED_ON) == null;
        boolean before = true;
        for (var other : record.unit().all(record())) {
            if (other.place().equals(record.said().place())) {
                before = false;
                continue;
            }
            var on = day(other, REFERRED_ON);
            if (on == null || on.isAfter(referredOn) || (on.equals(referredOn) && !before)) continue;
            var closedOn = day(other, CLOSED_ON);
            if (referredOn.equals(closedOn)) {
                cells.warn(
                        REFERRED_ON,
                        "census.referral-on-closing-day",
                        "is the day on which another referral of the child was closed; both are taken");
            } else if (closedOn == null ? !isOpen : closedOn.isAfter(referredOn)) {
                cells.warn(
                        REFERRED_ON,
                        "census.referrals-overlap",
                        "lies before the day on which another referral of the child was closed; both are taken");
            }
        }
    }

    private static LocalDate day(Element within, String name) {
        return new Cells(within).day(name);
    }

    /** What the document says of the child. What of it is not understood is left out, with a warning, and holds up no referral. */
    private static final class Details {
        private final List<Cells> read = new ArrayList<>();
        private final Map<String, Object> personal = new LinkedHashMap<>();
        private final String sex;
        private final String ethnicity;

        Details(Element unit) {
            var root = new Cells(unit);
            var identifiers = root.of(unit.together(IDENTIFIERS));
            read.add(root);
            var upn = identifiers.text("UPN", Forms.UPN);
            if (upn != null) personal.put("upn", upn);
            var bornOn = identifiers.day("PersonBirthDate");
            if (bornOn != null) personal.put("dateOfBirth", bornOn.toString());
            var code = identifiers.listed(
                    "GenderCurrent", SEXES.keySet().stream().sorted().toList());
            if (code == null)
                code = identifiers.listed(
                        "Sex", SEXES.keySet().stream().sorted().toList());
            sex = code == null ? null : SEXES.get(code);
            ethnicity = root.of(unit.together("ChildCharacteristics")).text("Ethnicity", Forms.ETHNICITY);
        }

        Stream<Fault> leftOut() {
            return read.stream()
                    .flatMap(cells -> cells.faults().stream())
                    .map(fault -> new Fault(
                            fault.column(), fault.value(), "census.left-out", fault.reason() + "; it is left out"));
        }
    }
}
