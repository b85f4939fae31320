package waymark.portal.shared;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import waymark.portal.desk.NotHere;
import waymark.portal.forms.CaseArea;

/** Which kind of case a page is about, by the first part of its address. */
@Component
class Areas {
    private final List<CaseArea> all;

    Areas(List<CaseArea> all) {
        this.all = all;
    }

    CaseArea of(HttpServletRequest request) {
        var id = request.getServletPath().split("/", -1)[1];
        return all.stream().filter(area -> area.id().equals(id)).findFirst().orElseThrow(NotHere::new);
    }
}
