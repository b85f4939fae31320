package waymark.alerts.events;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import waymark.alerts.domain.RuleSettings;
import waymark.alerts.domain.Settings;
import waymark.casefile.CaseFiles;

/** How each authority has set the rules, as this instance last looked. */
public final class RuleBook {
    private final CaseFiles<RuleSettings, RuleSettings.Set, RuleSettings.Event> files;
    private final Map<String, Settings> known = new ConcurrentHashMap<>();

    public RuleBook(CaseFiles<RuleSettings, RuleSettings.Set, RuleSettings.Event> files) {
        this.files = files;
    }

    public Settings of(String authority) {
        return known.computeIfAbsent(authority, this::stored);
    }

    /** Looks again. */
    public Settings refreshed(String authority) {
        var present = stored(authority);
        known.put(authority, present);
        return present;
    }

    private Settings stored(String authority) {
        return files.find(authority, AlertKinds.settingsOf(authority))
                .map(file -> RuleSettings.of(file.state()))
                .orElse(Settings.USUAL);
    }
}
