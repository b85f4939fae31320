package waymark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** PodMonitors are no part of Kubernetes' own model, so what matters of them is held here field by field. */
class MonitoringTest {
    private static final String NAME = "app.kubernetes.io/name";

    @Test
    void everyServiceIsAskedOnceByItsNameAtAPortThatItHas() {
        // given: as the rules and dashboards have it, job is the service's name
        var overlay = Overlay.read("council");
        var asked = new TreeMap<String, String>();

        // when
        for (var monitor : Yaml.documents(Path.of("monitoring", "podmonitors.yaml"))) {
            assertThat(monitor.at("/apiVersion").asString()).isEqualTo("monitoring.coreos.com/v1");
            assertThat(monitor.at("/kind").asString()).isEqualTo("PodMonitor");
            assertThat(monitor.at("/metadata/namespace").asString()).isEqualTo("waymark");
            assertThat(monitor.at("/spec/jobLabel").asString()).isEqualTo(NAME);
            var endpoints = monitor.at("/spec/podMetricsEndpoints");
            assertThat(endpoints).hasSize(1);
            assertThat(endpoints.at("/0/path").asString()).isEqualTo("/actuator/prometheus");
            var selector = Yaml.strictly(monitor.at("/spec/selector").asObject(), LabelSelector.class);
            overlay.everyPod().forEach((name, pod) -> {
                if (chooses(selector, pod.getMetadata().getLabels()))
                    assertThat(asked.put(name, endpoints.at("/0/port").asString()))
                            .isNull();
            });
        }

        // then
        assertThat(asked).containsOnlyKeys(ServiceFile.NAMES);
        asked.forEach((service, port) -> assertThat(overlay.container(service).getPorts())
                .extracting(ContainerPort::getName)
                .last()
                .isEqualTo(port));
    }

    private static boolean chooses(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
                && selector.getMatchExpressions().stream()
                        .allMatch(one -> one.getOperator().equals("In")
                                && one.getValues().contains(labels.get(one.getKey())));
    }
}
