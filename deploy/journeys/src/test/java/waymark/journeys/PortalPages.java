package waymark.journeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Step;
import waymark.web.CodeLists;

/** Which pages and forms the portal has, read from its own code, so that a new one cannot be left out. */
final class PortalPages {
    private PortalPages() {}

    /** The patterns of all addresses that can be opened: {@code /involvements/{id}}. */
    static Set<String> addresses() {
        var controllers = new ClassPathScanningCandidateComponentProvider(false);
        controllers.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        var addresses = new TreeSet<String>();
        for (var candidate : controllers.findCandidateComponents("waymark.portal")) {
            var controller = ClassUtils.resolveClassName(candidate.getBeanClassName(), null);
            var above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
            for (var method : controller.getDeclaredMethods()) {
                var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping == null || !opens(mapping)) continue;
                for (var before : paths(above)) for (var path : paths(mapping)) addresses.add(before + path);
            }
        }
        return addresses;
    }

    private static boolean opens(RequestMapping mapping) {
        return mapping.method().length == 0 || List.of(mapping.method()).contains(RequestMethod.GET);
    }

    private static List<String> paths(RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0
                ? List.of("")
                : Arrays.stream(mapping.path())
                        .map(path -> path.replaceAll("\\{(\\w+):[^/]*}(?=/|$)", "{$1}"))
                        .toList();
    }

    /** A form that is declared: to open a case, or on one. */
    record Declared(CaseArea area, Step step, boolean opens) {
        /** @param id of the case that it is about */
        String path(String id) {
            return opens
                    ? "/%s/new/%s".formatted(area.id(), step.id())
                    : "/%s/%s/record/%s".formatted(area.id(), id, step.id());
        }
    }

    static List<Declared> forms() {
        try (var declarations = new AnnotationConfigApplicationContext()) {
            declarations
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("lists", Map.of("lists", "classpath:/contracts/registers/")));
            declarations.registerBean(CodeLists.class, () -> new CodeLists(declarations.getEnvironment(), "lists"));
            declarations.addBeanFactoryPostProcessor(PortalPages::whatIsAskedForAlone);
            declarations.scan(
                    "waymark.portal.cme", "waymark.portal.ehc", "waymark.portal.social", "waymark.portal.alerts");
            declarations.refresh();
            var forms = new ArrayList<Declared>();
            for (var area : declarations.getBeansOfType(CaseArea.class).values()) {
                area.openings().forEach(step -> forms.add(new Declared(area, step, true)));
                area.steps().forEach(step -> forms.add(new Declared(area, step, false)));
            }
            return forms;
        }
    }

    /** Nothing here is for the pages around the declarations. */
    private static void whatIsAskedForAlone(ConfigurableListableBeanFactory beans) {
        for (var name : beans.getBeanDefinitionNames())
            beans.getBeanDefinition(name).setLazyInit(true);
    }
}
