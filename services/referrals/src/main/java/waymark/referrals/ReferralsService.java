package waymark.referrals;

import waymark.web.LaunchableService;

/** How the launcher finds this service. */
public final class ReferralsService implements LaunchableService {
    @Override
    public String name() {
        return "referrals";
    }

    @Override
    public int portOffset() {
        return 3;
    }

    @Override
    public Class<?> application() {
        return ReferralsApplication.class;
    }
}
