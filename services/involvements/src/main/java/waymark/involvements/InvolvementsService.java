package waymark.involvements;

import waymark.web.LaunchableService;

/** How the launcher finds this service. */
public final class InvolvementsService implements LaunchableService {
    @Override
    public String name() {
        return "involvements";
    }

    @Override
    public int portOffset() {
        return 1;
    }

    @Override
    public Class<?> application() {
        return InvolvementsApplication.class;
    }
}
