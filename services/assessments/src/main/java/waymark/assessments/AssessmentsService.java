package waymark.assessments;

import waymark.web.LaunchableService;

/** How the launcher finds this service. */
public final class AssessmentsService implements LaunchableService {
    @Override
    public String name() {
        return "assessments";
    }

    @Override
    public int portOffset() {
        return 2;
    }

    @Override
    public Class<?> application() {
        return AssessmentsApplication.class;
    }
}
