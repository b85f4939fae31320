package waymark.web.access;

import java.util.Optional;
import java.util.stream.Stream;
import waymark.web.Constants;

/** What people are signed in as. The order decides which role an event is published with, where several permit a request: the first. */
public enum Role {
    CME_OFFICER,
    SEND_COORDINATOR,
    DUTY_WORKER,
    REVIEWING_OFFICER,
    TEAM_MANAGER,
    PERFORMANCE_ANALYST,
    COUNCILLOR,
    ADMINISTRATOR;

    /** As tokens, tables and events write it: {@code cme-officer}. */
    public String code() {
        return Constants.code(this);
    }

    static Optional<Role> of(String code) {
        return Stream.of(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
