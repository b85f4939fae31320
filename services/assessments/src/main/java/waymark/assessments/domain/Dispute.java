package waymark.assessments.domain;

/** What a mediation or an appeal is about (Children and Families Act 2014 s51). */
public enum Dispute {
    REFUSAL_TO_ASSESS,
    REFUSAL_TO_ISSUE,
    CONTENT,
    CEASING
}
