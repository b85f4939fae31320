package waymark.launcher;

/** Why there is no backup, or nothing was restored, in words that say what to do about it. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
        super(reason, null, false, false);
    }
}
