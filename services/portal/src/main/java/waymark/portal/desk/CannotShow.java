package waymark.portal.desk;

/** Ends a page that cannot be without what a service did not give; {@code pages.Faults} says so in words, with the status. */
public final class CannotShow extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer because;

    public CannotShow(Answer because) {
        super(null, null, false, false);
        this.because = because;
    }

    /** Of a page that the person's role does not include. */
    public static CannotShow ofRole(String words) {
        return new CannotShow(new Answer.Refused(403, "request.role", null, words, Doc.EMPTY));
    }

    public Answer because() {
        return because;
    }
}
