package waymark.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What one overlay asks the cluster for, strictly read. */
record Overlay(String name, List<HasMetadata> all) {

    static final List<String> NAMES = List.of("council", "region");

    /** Another kind, or one of these under another version, is refused. */
    private static final Map<String, Class<? extends HasMetadata>> MODEL = Map.ofEntries(
            Map.entry("v1 Namespace", Namespace.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("batch/v1 CronJob", CronJob.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class));

    static Path folder(String name) {
        return Path.of("overlays", name);
    }

    static Overlay read(String name) {
        return new Overlay(
                name,
                Kustomization.render(folder(name)).stream()
                        .<HasMetadata>map(Overlay::strictly)
                        .toList());
    }

    static HasMetadata strictly(ObjectNode document) {
        var kind = document.path("apiVersion").asString() + " " + Kustomization.kind(document);
        var type = MODEL.get(kind);
        if (type == null) throw new IllegalArgumentException("the model has no " + kind);
        return Yaml.strictly(document, type);
    }

    <T> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Of the services, by their names. */
    Map<String, PodTemplateSpec> pods() {
        var pods = new TreeMap<String, PodTemplateSpec>();
        of(Deployment.class)
                .forEach(one ->
                        pods.put(one.getMetadata().getName(), one.getSpec().getTemplate()));
        of(StatefulSet.class)
                .forEach(one ->
                        pods.put(one.getMetadata().getName(), one.getSpec().getTemplate()));
        return pods;
    }

    /** Of the programs that come to an end, by their names. */
    Map<String, PodTemplateSpec> programs() {
        var pods = new TreeMap<String, PodTemplateSpec>();
        of(CronJob.class)
                .forEach(one -> pods.put(
                        one.getMetadata().getName(),
                        one.getSpec().getJobTemplate().getSpec().getTemplate()));
        return pods;
    }

    /** Of services and programs. */
    Map<String, PodTemplateSpec> everyPod() {
        var pods = new TreeMap<>(pods());
        pods.putAll(programs());
        return pods;
    }

    Container container(String service) {
        return pods().get(service).getSpec().getContainers().getFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
