package waymark.identity;

import waymark.web.LaunchableService;

/** How the launcher finds this service. */
public final class IdentityService implements LaunchableService {
    @Override
    public String name() {
        return "identity";
    }

    @Override
    public int portOffset() {
        return 10;
    }

    @Override
    public Class<?> application() {
        return IdentityApplication.class;
    }
}
