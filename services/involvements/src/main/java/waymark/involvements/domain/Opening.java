package waymark.involvements.domain;

import java.time.LocalDate;
import java.util.UUID;

/**
 * How an involvement came about. All but the first is null where it is not recorded.
 *
 * @param meetsS436A whether the child is of compulsory school age, on no roll and not suitably educated otherwise (s436A Education Act 1996);
 *     false for extra support outside the duty
 * @param reason DfE reason code
 * @param sex F, M, or U for unknown
 * @param ethnicity DfE code of four letters
 * @param lastSchool URN or DfE number
 * @param groundForLeavingRoll School Attendance (Pupil Registration) Regulations 2024, reg 9
 * @param previousInvolvement the child's involvement before this one, where the child is missing again
 * @param replaces the involvement, opened for the wrong child and voided, that this one stands for
 */
public record Opening(
        LocalDate openedOn,
        Referrer referredBy,
        Boolean meetsS436A,
        String reason,
        String sex,
        String ethnicity,
        LocalDate missingSince,
        String lastSchool,
        LocalDate lastDayAttended,
        String groundForLeavingRoll,
        Boolean schoolMadeEnquiries,
        UUID previousInvolvement,
        UUID replaces) {}
