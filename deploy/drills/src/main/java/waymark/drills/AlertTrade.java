package waymark.drills;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Alerts, which no clerk opens: what the rules raised about the other cases. */
final class AlertTrade implements Trade {
    private static final Set<String> ENDINGS = Set.of("resolved", "settled", "withdrawn");

    @Override
    public String service() {
        return "alerts";
    }

    @Override
    public List<Cases> cases() {
        return List.of(new Cases("alerts", "raisedAt"));
    }

    @Override
    public Work begin(Random random) {
        throw new UnsupportedOperationException("the rules raise alerts");
    }

    @Override
    public List<Expected> expected(Collection<JsonNode> alerts, LocalDate today) {
        return List.of(new Expected(
                figures(today),
                Map.of(
                        "raised",
                        alerts.size(),
                        "openAtEnd",
                        alerts.stream().filter(AlertTrade::isOpen).count())));
    }

    private static boolean isOpen(JsonNode alert) {
        boolean open = true;
        for (var event : alert.get("history")) {
            var type = Trade.type(event);
            if (ENDINGS.contains(type)) open = false;
            if (type.equals("reinstated")) open = true;
        }
        return open;
    }

    @Override
    public List<Standing> standings(LocalDate today) {
        return List.of(new Standing("alerts?open=true", figures(today), "openAtEnd"));
    }

    private static String figures(LocalDate today) {
        return "/reports/alerts/timeliness?from=%s&to=%s".formatted(today.minusDays(2), today.plusDays(1));
    }
}
