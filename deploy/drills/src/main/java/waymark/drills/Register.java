package waymark.drills;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Made-up rows in the form of a CME register: no child in it is real, and the same seed makes the same rows. */
final class Register {

    private static final List<String> OUTCOMES = List.of("BUSC", "OLCM", "NCO", "OLAB", "OVER", "NCE", "SB", "IND");
    private static final List<String> SEN = List.of("none", "none", "none", "sen-support", "ehcp");
    private static final List<String> SOCIAL_CARE =
            List.of("none", "none", "none", "child-in-need", "child-protection", "looked-after");
    private static final List<String> LOCALITIES = List.of("Aylesbury", "Chiltern and South Bucks", "Wycombe");
    private static final List<String> REFERRERS =
            List.of("school", "other-local-authority", "admissions", "social-care", "health", "parent", "police");
    private static final LocalDate FIRST_DAY = LocalDate.of(2017, 9, 1);
    private static final int CLOSED_ON = 3;
    private static final int DAYS = 1_780;

    private Register() {}

    /** Five years' involvements, each of a child of its own; nine in ten of them closed. */
    static String csv(int rows) {
        var random = new Random(rows);
        var csv = new StringBuilder("involvement_ref,child_ref,opened_on,closed_on,outcome,school_year,sen_status,"
                + "social_care_status,locality,referred_by\n");
        for (int row = 0; row < rows; row++) {
            var openedOn = FIRST_DAY.plusDays(random.nextInt(DAYS));
            boolean closed = random.nextInt(10) > 0;
            csv.append("BENCH-%06d,CYP-B%06d,%s,%s,%s,%d,%s,%s,%s,%s%n"
                    .formatted(
                            row,
                            row,
                            openedOn,
                            closed ? openedOn.plusDays(random.nextInt(120)) : "",
                            closed ? one(OUTCOMES, random) : "",
                            1 + random.nextInt(11),
                            one(SEN, random),
                            one(SOCIAL_CARE, random),
                            one(LOCALITIES, random),
                            one(REFERRERS, random)));
        }
        return csv.toString();
    }

    /** Whether a line of it is about an involvement that was closed. */
    static boolean isClosed(String line) {
        return !line.split(",", -1)[CLOSED_ON].isEmpty();
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
