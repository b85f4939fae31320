package waymark.portal.desk;

/** There is no such page. */
public final class NotHere extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotHere() {
        super(null, null, false, false);
    }
}
