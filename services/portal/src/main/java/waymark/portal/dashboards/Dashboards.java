package waymark.portal.dashboards;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every dashboard: each is declared in a class of its own. */
@Component
class Dashboards {
    private final List<Dashboard> all;

    Dashboards(Codes codes) {
        all = List.of(
                new CmeDashboard(codes).declared(),
                new EhcDashboard(codes).declared(),
                new SocialCareDashboard(codes).declared());
    }

    List<Dashboard> all() {
        return all;
    }

    Optional<Dashboard> named(String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
