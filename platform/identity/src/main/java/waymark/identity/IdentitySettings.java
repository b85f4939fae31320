package waymark.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param address where browsers and services reach this provider
 * @param attemptsPerAddress how often a minute somebody at one address may try to sign in
 * @param attemptsPerAccount how often a minute anybody may try one account
 */
@ConfigurationProperties("waymark.identity")
record IdentitySettings(String address, int attemptsPerAddress, int attemptsPerAccount) {

    /** Whoever names another issuer has a provider of their own, beside which accounts with a published password have no place. */
    void refuseBeside(String issuer) {
        if (!address.equals(issuer)) {
            throw new IllegalStateException(
                    ("waymark.sign-in.issuer is %s, which is not this demonstration provider (%s): "
                                    + "its users and its client cannot be switched on beside another provider.")
                            .formatted(issuer, address));
        }
    }
}
