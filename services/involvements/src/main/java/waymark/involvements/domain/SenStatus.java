package waymark.involvements.domain;

/** Special educational needs: none, support in school, or an education, health and care plan. */
public enum SenStatus {
    NONE,
    SEN_SUPPORT,
    EHCP
}
