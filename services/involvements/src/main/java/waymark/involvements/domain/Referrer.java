package waymark.involvements.domain;

/** Who told the team of the child. */
public enum Referrer {
    SCHOOL,
    OTHER_LOCAL_AUTHORITY,
    ADMISSIONS,
    SOCIAL_CARE,
    HEALTH,
    PARENT,
    POLICE,
    OTHER
}
