package waymark.assessments.domain;

/** Whose advice and information an assessment is made of (SEND Regulations 2014, reg 6(1)). */
public enum Body {
    EDUCATIONAL_PSYCHOLOGIST,
    HEALTH,
    SOCIAL_CARE,
    SCHOOL,
    PARENT,
    OTHER
}
