package waymark.alerts;

import waymark.web.LaunchableService;

/** How the launcher finds this service. */
public final class AlertsService implements LaunchableService {
    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public int portOffset() {
        return 4;
    }

    @Override
    public Class<?> application() {
        return AlertsApplication.class;
    }
}
