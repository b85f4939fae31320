package waymark.assessments.domain;

/** Who asked for the assessment (Children and Families Act 2014 s36(1)), or brought the child to the authority's attention (s23, s24). */
public enum RequestSource {
    PARENT,
    YOUNG_PERSON,
    SCHOOL,
    EARLY_YEARS_SETTING,
    HEALTH,
    SOCIAL_CARE,
    OTHER
}
