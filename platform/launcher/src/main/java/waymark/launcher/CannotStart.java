package waymark.launcher;

/** Why the system cannot start, in one line that says what to do about it. */
public final class CannotStart extends Exception {
    private static final long serialVersionUID = 1;

    CannotStart(String reason) {
        super(reason, null, false, false);
    }
}
