package waymark.involvements.domain;

/** How a child stands with social care. */
public enum SocialCareStatus {
    NONE,
    CHILD_IN_NEED,
    CHILD_PROTECTION,
    LOOKED_AFTER
}
