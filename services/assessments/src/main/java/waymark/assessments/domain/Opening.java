package waymark.assessments.domain;

import java.util.UUID;

/**
 * How a case came about. Each is null where it is not recorded.
 *
 * @param fromAuthority only of a child who moved in with a plan
 * @param sex F, M, or U for unknown
 * @param ethnicity DfE code of four letters
 * @param previousAssessment the child's case before this one, which was withdrawn or refused
 * @param replaces the case, opened for the wrong child and voided, that this one stands for
 */
public record Opening(
        RequestSource requestSource,
        String fromAuthority,
        String sex,
        String ethnicity,
        UUID previousAssessment,
        UUID replaces) {}
