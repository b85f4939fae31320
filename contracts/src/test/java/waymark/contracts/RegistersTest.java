package waymark.contracts;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RegistersTest {

    private static final Path REGISTERS = Path.of("registers");

    private static final List<String> OF_SOCIAL_CARE = List.of(
            "referral-sources.csv",
            "referral-needs.csv",
            "closure-reasons.csv",
            "protection-categories.csv",
            "assessment-factors.csv");

    private final JsonNode definitions =
            EventFile.read(EventFile.EVENTS.resolve("common.schema.json")).get("$defs");

    @ParameterizedTest
    @CsvSource({
        "closure-outcomes.csv, 0, outcome, 14",
        "closure-outcomes.csv, 2, code, 14",
        "localities.csv, 1, locality, 3",
        "agencies.csv, 0, code, 14",
        "enquiry-results.csv, 0, code, 6",
        "primary-needs.csv, 0, primaryNeed, 13",
        "ehc-exceptions.csv, 0, code, 5",
        "referral-sources.csv, 0, referralSource, 22",
        "referral-needs.csv, 0, referralNeed, 10",
        "closure-reasons.csv, 0, closureReason, 9",
        "protection-categories.csv, 0, abuseCategory, 5",
        "assessment-factors.csv, 0, assessmentFactor, 45",
    })
    void everyCodeOfAListHasTheShapeThatEventsDemand(String file, int column, String definition, int rows)
            throws IOException {
        String pattern = definitions.get(definition).get("pattern").asString();

        assertThat(column(file, column))
                .hasSize(rows)
                .allSatisfy(code -> assertThat(code).matches(pattern));
    }

    @Test
    void theGroupsOfOutcomesAreTheFourOfTheReports() throws IOException {
        assertThat(Set.copyOf(column("closure-outcomes.csv", 2)))
                .containsExactlyInAnyOrder("school-placement", "not-cme", "other-authority", "other");
    }

    @Test
    void everyListWithValidityNamesItsColumns() throws IOException {
        assertThat(Files.readAllLines(REGISTERS.resolve("closure-outcomes.csv")).getFirst())
                .isEqualTo("code,meaning,group,valid_from,valid_to");
        assertThat(Files.readAllLines(REGISTERS.resolve("localities.csv")).getFirst())
                .isEqualTo("authority,locality,valid_from,valid_to");
        assertThat(Files.readAllLines(REGISTERS.resolve("primary-needs.csv")).getFirst())
                .isEqualTo("code,meaning,valid_from,valid_to");
        assertThat(Files.readAllLines(REGISTERS.resolve("ehc-exceptions.csv")).getFirst())
                .isEqualTo("code,meaning,source,valid_from,valid_to");
        for (String file : OF_SOCIAL_CARE) {
            assertThat(Files.readAllLines(REGISTERS.resolve(file)).getFirst())
                    .as(file)
                    .isEqualTo("code,meaning,valid_from,valid_to");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cme-register, cme-register-2021-22, 609, 23",
        "ehc-register, ehc-register-2017-h1, 411, 29",
        "referral-register, referral-register-2017-06, 18699, 29"
    })
    void aRegisterHasItsRowsAndOnlyColumnsThatItsPageDescribes(String page, String register, int rows, int columns)
            throws IOException {
        List<String> lines = Files.readAllLines(REGISTERS.resolve(register + ".csv"));
        Set<String> described = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
                .matcher(Files.readString(REGISTERS.resolve(page + ".md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        List<String> header = fields(lines.getFirst());
        assertThat(lines)
                .hasSize(rows + 1)
                .allSatisfy(line -> assertThat(fields(line)).hasSameSizeAs(header));
        assertThat(described).hasSize(columns).containsAll(header);
    }

    @Test
    void everyListWithValidityHasAsManyFieldsInARowAsInItsHeader() throws IOException {
        for (String file : Stream.concat(
                        Stream.of("closure-outcomes.csv", "localities.csv", "primary-needs.csv", "ehc-exceptions.csv"),
                        OF_SOCIAL_CARE.stream())
                .toList()) {
            List<String> lines = Files.readAllLines(REGISTERS.resolve(file));
            assertThat(lines)
                    .as(file)
                    .allSatisfy(line -> assertThat(fields(line)).hasSameSizeAs(fields(lines.getFirst())));
        }
    }

    @Test
    void everyCodeOfTheEhcRegisterIsInItsList() throws IOException {
        assertThat(values("primary_need")).isSubsetOf(column("primary-needs.csv", 0));
        assertThat(values("locality")).isSubsetOf(column("localities.csv", 1));
        assertThat(values("exception")).isSubsetOf(column("ehc-exceptions.csv", 0));
        assertThat(values("request_source"))
                .isSubsetOf(definitions
                        .at("/requestSource/enum")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        assertThat(values("decision")).containsOnly("assess", "do-not-assess");
        assertThat(values("outcome")).containsOnly("plan-issued", "plan-not-issued", "not-assessed", "withdrawn");
    }

    @Test
    void theTotalsOfTheEhcRegisterAreItsAnswers() throws IOException {
        JsonNode expected = EventFile.read(REGISTERS.resolve("ehc-register-2017-h1.expected.json"));
        LocalDate from = LocalDate.parse(expected.at("/period/from").asString());
        LocalDate to = LocalDate.parse(expected.at("/period/to").asString());
        List<Map<String, String>> rows = ehcRows();
        List<Map<String, String>> ended = rows.stream()
                .filter(row -> !row.get("outcome_on").isEmpty())
                .filter(row -> !day(row, "outcome_on").isBefore(from)
                        && !day(row, "outcome_on").isAfter(to))
                .toList();
        List<Map<String, String>> open =
                rows.stream().filter(row -> row.get("outcome_on").isEmpty()).toList();
        List<Long> daysToIssue = ended.stream()
                .filter(row -> row.get("outcome").equals("plan-issued"))
                .map(row -> days(row, "requested_on", "outcome_on"))
                .toList();
        List<Map<String, String>> adviceOfTheMonth = rows.stream()
                .filter(row -> row.get("ep_advice_received_on")
                        .startsWith(expected.at("/epAdvice/month").asString()))
                .toList();

        assertThat(daysToIssue)
                .hasSize(expected.get("plansIssued").asInt())
                .hasSize(expected.get("plansIssuedExcludingExceptions").asInt());
        assertThat(daysToIssue.stream().filter(days -> days <= 140))
                .hasSize(expected.get("plansIssuedWithin20Weeks").asInt());
        assertThat(ended.stream().collect(Collectors.groupingBy(row -> row.get("outcome"), Collectors.counting())))
                .containsEntry("plan-not-issued", expected.get("plansNotIssued").asLong())
                .containsEntry(
                        "not-assessed", expected.get("requestsNotAssessed").asLong())
                .containsEntry("withdrawn", expected.get("withdrawn").asLong());
        assertThat(open).hasSize(expected.get("openAtEnd").asInt());
        assertThat(open.stream().filter(row -> DAYS.between(day(row, "requested_on"), to) > 140))
                .hasSize(expected.get("openOver20WeeksAtEnd").asInt());
        assertThat(adviceOfTheMonth).hasSize(expected.at("/epAdvice/received").asInt());
        assertThat(adviceOfTheMonth.stream()
                        .filter(row -> days(row, "ep_advice_requested_on", "ep_advice_received_on") <= 42))
                .hasSize(expected.at("/epAdvice/within6Weeks").asInt());
        assertThat(open.stream()
                        .filter(row -> !row.get("ep_advice_requested_on").isEmpty()
                                && row.get("ep_advice_received_on").isEmpty()))
                .hasSize(expected.at("/epAdvice/awaitingAtEnd").asInt());
        expected.get("openByPrimaryNeed")
                .propertyStream()
                .forEach(need -> assertThat(open.stream()
                                .filter(row -> row.get("primary_need").equals(need.getKey())))
                        .as(need.getKey())
                        .hasSize(need.getValue().asInt()));
    }

    @Test
    void everyOutcomeOfTheRegisterAndOfItsAnswersIsInTheList() throws IOException {
        List<String> outcomes = column("closure-outcomes.csv", 0);
        JsonNode expected = EventFile.read(REGISTERS.resolve("cme-register-2021-22.expected.json"));

        assertThat(column("cme-register-2021-22.csv", 4)).allMatch(code -> code.isEmpty() || outcomes.contains(code));
        assertThat(expected.get("byOutcome").propertyNames())
                .allMatch(code -> code.equals("NOT_RECORDED") || outcomes.contains(code));
    }

    @Test
    void everyCodeOfTheReferralRegisterIsInItsListAndItsTotalsAreItsAnswers() throws IOException {
        JsonNode expected = EventFile.read(REGISTERS.resolve("referral-register-2017-06.expected.json"));
        List<Map<String, String>> rows = rows("referral-register-2017-06.csv");
        List<Map<String, String>> referrals =
                rows.stream().filter(row -> !row.get("referral_on").isEmpty()).toList();

        assertThat(values(rows, "source")).isSubsetOf(column("referral-sources.csv", 0));
        assertThat(values(rows, "primary_need")).isSubsetOf(column("referral-needs.csv", 0));
        assertThat(values(rows, "closure_reason")).isSubsetOf(column("closure-reasons.csv", 0));
        assertThat(values(rows, "decision"))
                .isSubsetOf("referral", "early-help", "information-and-advice", "no-further-action");
        assertThat(values(rows, "assessment_outcome"))
                .containsOnly("no-further-action", "early-help", "child-in-need", "section-47");
        assertThat(values(rows, "section_47_outcome")).containsOnly("conference", "no-conference-needed");
        assertThat(values(rows, "conference_outcome")).containsOnly("protection-plan", "no-plan");
        assertThat(rows).hasSize(expected.get("contacts").asInt());
        assertThat(referrals).hasSize(expected.get("referrals").asInt());
        assertThat(referrals.stream().filter(row -> row.get("closed_on").isEmpty()))
                .hasSize(expected.get("openReferralsAtEnd").asInt());
        for (JsonNode month : expected.get("months")) {
            String name = month.get("month").asString();
            assertThat(inMonth(rows, "contact_at", name))
                    .hasSize(month.get("contacts").asInt());
            assertThat(inMonth(rows, "referral_on", name))
                    .hasSize(month.get("referrals").asInt());
            assertThat(inMonth(rows, "assessment_completed_on", name))
                    .hasSize(month.get("assessmentsCompleted").asInt());
            assertThat(inMonth(rows, "conference_on", name))
                    .hasSize(month.get("conferences").asInt());
            assertThat(inMonth(rows, "closed_on", name))
                    .hasSize(month.get("closed").asInt());
        }
    }

    @Test
    void everyCodeOfTheCensusExampleIsInItsListButTheOneThatIsThereToBeRejected() throws IOException {
        String census = Files.readString(REGISTERS.resolve("cin-census-example.xml"));

        assertThat(elements(census, "ReferralSource")).isSubsetOf(column("referral-sources.csv", 0));
        assertThat(elements(census, "ReasonForClosure")).isSubsetOf(column("closure-reasons.csv", 0));
        assertThat(elements(census, "AssessmentFactors")).isSubsetOf(column("assessment-factors.csv", 0));
        assertThat(elements(census, "InitialCategoryOfAbuse")).isSubsetOf(column("protection-categories.csv", 0));
        assertThat(elements(census, "PrimaryNeedCode"))
                .filteredOn(code -> !code.equals("N11"))
                .isSubsetOf(column("referral-needs.csv", 0));
    }

    private static List<String> elements(String document, String name) {
        return Pattern.compile("<%1$s>([^<]*)</%1$s>".formatted(name))
                .matcher(document)
                .results()
                .map(match -> match.group(1).strip())
                .toList();
    }

    private static List<Map<String, String>> inMonth(List<Map<String, String>> rows, String column, String month) {
        return rows.stream().filter(row -> row.get(column).startsWith(month)).toList();
    }

    private static List<Map<String, String>> ehcRows() throws IOException {
        return rows("ehc-register-2017-h1.csv");
    }

    private static List<Map<String, String>> rows(String register) throws IOException {
        List<String> lines = Files.readAllLines(REGISTERS.resolve(register));
        List<String> header = fields(lines.getFirst());
        return lines.stream()
                .skip(1)
                .map(RegistersTest::fields)
                .map(fields ->
                        IntStream.range(0, header.size()).boxed().collect(Collectors.toMap(header::get, fields::get)))
                .toList();
    }

    private static Set<String> values(String column) throws IOException {
        return values(ehcRows(), column);
    }

    private static Set<String> values(List<Map<String, String>> rows, String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static LocalDate day(Map<String, String> row, String column) {
        return LocalDate.parse(row.get(column));
    }

    private static long days(Map<String, String> row, String from, String to) {
        return DAYS.between(day(row, from), day(row, to));
    }

    private static List<String> column(String file, int column) throws IOException {
        return Files.readAllLines(REGISTERS.resolve(file)).stream()
                .skip(1)
                .map(line -> fields(line).get(column))
                .toList();
    }

    /** Enough of CSV for these files: commas, and quotes around a field that holds one. */
    static List<String> fields(String line) {
        return Pattern.compile("(?:^|,)(?:\"([^\"]*)\"|([^,\"]*))")
                .matcher(line)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
    }
}
