package waymark.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules that hold the house together, over the classes that a module's tests see. */
public final class HouseRules {
    private static final String[] SERVICES = {
        "waymark.involvements..",
        "waymark.assessments..",
        "waymark.referrals..",
        "waymark.alerts..",
        "waymark.reporting..",
        "waymark.portal.."
    };
    private static final String[] PLATFORM = {
        "waymark.calendar..",
        "waymark.casefile..",
        "waymark.events..",
        "waymark.web..",
        "waymark.embedded..",
        "waymark.launcher..",
        "waymark.testing.."
    };
    private static final String[] DOMAINS = {"waymark..domain..", "waymark.casefile.course.."};
    private static final Set<String> READING_A_CLOCK = Set.of(
            "now", "currentTimeMillis", "nanoTime", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds");

    /** A domain can be read, tested and carried elsewhere without anything but a JDK and the platform's two packages of like kind. */
    public static final ArchRule DOMAINS_IMPORT_THE_JDK_ONLY = classes()
            .that()
            .resideInAnyPackage("waymark..domain..", "waymark.casefile.course..", "waymark.calendar..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "waymark..domain..", "waymark.casefile.course..", "waymark.calendar..")
            .allowEmptyShould(true);

    /** Time comes in with the command, so that a decision made again is the same. */
    public static final ArchRule DOMAINS_READ_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(DOMAINS)
            .should()
            .callMethodWhere(describe("it reads a clock", HouseRules::readsAClock))
            .allowEmptyShould(true);

    /** What one service needs from another crosses the contracts. */
    public static final ArchRule NO_SERVICE_DEPENDS_ON_ANOTHER = Stream.of(SERVICES)
            .<ArchRule>map(service -> noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.of(SERVICES)
                            .filter(other -> !other.equals(service))
                            .toArray(String[]::new))
                    .allowEmptyShould(true))
            .reduce((one, other) -> CompositeArchRule.of(one).and(other))
            .orElseThrow();

    public static final ArchRule THE_PLATFORM_KNOWS_NO_SERVICE = noClasses()
            .that()
            .resideInAnyPackage(PLATFORM)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES)
            .allowEmptyShould(true);

    /** Names say what a thing does; these say nothing. */
    public static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .that()
            .resideInAPackage("waymark..")
            .should()
            .resideInAnyPackage("..impl..", "..mapper..", "..util..", "..utils..", "..helper..", "..manager..")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Mapper")
            .orShould()
            .haveNameMatching(".*(Utils?|Helper|Manager)")
            .allowEmptyShould(true);

    public static final List<ArchRule> ALL = List.of(
            DOMAINS_IMPORT_THE_JDK_ONLY,
            DOMAINS_READ_NO_CLOCK,
            NO_SERVICE_DEPENDS_ON_ANOTHER,
            THE_PLATFORM_KNOWS_NO_SERVICE,
            NAMES_SAY_SOMETHING);

    private HouseRules() {}

    /** Holds every class of ours that is on the class path, tests aside, to every rule. */
    public static void hold() {
        var ours = ours();
        if (ours.isEmpty()) throw new AssertionError("there are no classes of ours to hold to the rules");
        ALL.forEach(rule -> rule.check(ours));
    }

    /** Our classes on the class path, from folders and jars, tests aside. */
    public static JavaClasses ours() {
        // The rules ask for names alone: the libraries' own classes need not be read.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("waymark");
    }

    private static boolean readsAClock(JavaMethodCall call) {
        var owner = call.getTargetOwner().getName();
        return READING_A_CLOCK.contains(call.getName())
                && (owner.startsWith("java.time.") || owner.equals("java.lang.System"));
    }
}
