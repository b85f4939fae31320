package waymark.identity;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the portal is known here.
 *
 * @param portalSecret with which it shows that it is the portal; there is no default
 * @param portalAddresses where browsers reach it, without a slash at the end
 */
@ConfigurationProperties("waymark.sign-in")
record PortalSettings(String portalSecret, List<URI> portalAddresses) {
    PortalSettings {
        if (portalSecret == null || portalSecret.isBlank()) {
            throw new IllegalStateException(
                    "waymark.sign-in.portal-secret is not set: the portal and the provider need the same one.");
        }
        portalAddresses = List.copyOf(portalAddresses);
    }

    /** Without the secret, in case it is ever logged. */
    @Override
    public String toString() {
        return "PortalSettings[portalAddresses=%s]".formatted(portalAddresses);
    }
}
