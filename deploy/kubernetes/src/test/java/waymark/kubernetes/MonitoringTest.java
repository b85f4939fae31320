package waymark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A PodMonitor is no part of Kubernetes' own model, so what matters of it is held here field by field. */
class MonitoringTest {

    @Test
    void everyServiceIsAskedByItsNameAtThePortThatIsForOperators() {
        // given: as the rules and dashboards have it, job is the service's name
        var monitor = Yaml.documents(Path.of("monitoring", "podmonitor.yaml")).getFirst();
        var overlay = Overlay.read("council");

        // when
        var selector = Yaml.strictly(monitor.at("/spec/selector").asObject(), LabelSelector.class);
        var asked = new ArrayList<String>();
        overlay.everyPod().forEach((name, pod) -> {
            var labels = pod.getMetadata().getLabels();
            if (!labels.entrySet().containsAll(selector.getMatchLabels().entrySet())) return;
            asked.add(labels.get(monitor.at("/spec/jobLabel").asString()));
        });

        // then
        assertThat(monitor.at("/apiVersion").asString()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(monitor.at("/kind").asString()).isEqualTo("PodMonitor");
        assertThat(monitor.at("/metadata/namespace").asString()).isEqualTo("waymark");
        assertThat(asked).containsExactlyInAnyOrderElementsOf(ServiceFile.NAMES);
        var endpoints = monitor.at("/spec/podMetricsEndpoints");
        assertThat(endpoints).hasSize(1);
        assertThat(endpoints.at("/0/port").asString()).isEqualTo("management");
        assertThat(endpoints.at("/0/path").asString()).isEqualTo("/actuator/prometheus");
    }
}
