package waymark.portal;

import waymark.web.LaunchableService;

/** How the launcher finds this service. */
public final class PortalService implements LaunchableService {
    @Override
    public String name() {
        return "portal";
    }

    @Override
    public int portOffset() {
        return 0;
    }

    @Override
    public Class<?> application() {
        return PortalApplication.class;
    }
}
