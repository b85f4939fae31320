package waymark.portal.signin;

/** A token has ended and could not be renewed, because the provider did not answer. Whoever is signed in stays so. */
public final class ProviderAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProviderAway(Throwable cause) {
        super(cause);
    }
}
