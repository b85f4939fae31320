package waymark.portal.desk;

/** Ends a page that cannot be without what a service did not give; {@code pages.Faults} says so in words, with the status. */
public final class CannotShow extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer because;

    public CannotShow(Answer because) {
        super(null, null, false, false);
        this.because = because;
    }

    public Answer because() {
        return because;
    }
}
