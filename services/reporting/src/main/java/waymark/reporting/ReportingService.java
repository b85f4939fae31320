package waymark.reporting;

import waymark.web.LaunchableService;

/** How the launcher finds this service. */
public final class ReportingService implements LaunchableService {
    @Override
    public String name() {
        return "reporting";
    }

    @Override
    public int portOffset() {
        return 5;
    }

    @Override
    public Class<?> application() {
        return ReportingApplication.class;
    }
}
