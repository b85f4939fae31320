package waymark.kubernetes;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both overlays promise of every service. */
class PromisesTest {

    /** For what is on its way to Kafka: the producer's own limit. */
    private static final int LONGEST_DELIVERY = 20;

    private static Stream<Overlay> overlays() {
        return Overlay.NAMES.stream().map(Overlay::read);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theSixServicesAreThereAndNoProviderOfSignIn(Overlay overlay) {
        assertThat(overlay.pods()).containsOnlyKeys(ServiceFile.NAMES);
        assertThat(overlay.programs()).containsOnlyKeys("backup", "restore", "verify-audit");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nothingRunsAsRootOrWritesToItsImageOrKeepsACapability(Overlay overlay) {
        overlay.everyPod().forEach((_, template) -> {
            var pod = template.getSpec();
            assertThat(pod.getInitContainers()).isEmpty();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isGreaterThan(10_000);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).hasSize(1);
            var container = pod.getContainers().getFirst().getSecurityContext();
            assertThat(container.getReadOnlyRootFilesystem()).isTrue();
            assertThat(container.getAllowPrivilegeEscalation()).isFalse();
            assertThat(container.getPrivileged()).isNull();
            assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getCapabilities().getAdd()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceIsAskedWhetherItStartedIsReadyAndLives(Overlay overlay) {
        for (var service : ServiceFile.NAMES) {
            var container = overlay.container(service);
            assertThat(asked(container.getStartupProbe())).isEqualTo("/actuator/health/liveness management");
            assertThat(asked(container.getLivenessProbe())).isEqualTo("/actuator/health/liveness management");
            assertThat(asked(container.getReadinessProbe())).isEqualTo("/actuator/health/readiness management");
        }
    }

    private static String asked(Probe probe) {
        HTTPGetAction get = probe.getHttpGet();
        return get.getPath() + " " + get.getPort().getStrVal();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceListensWhereItsOwnConfigurationSays(Overlay overlay) {
        var services = ServiceFile.all();
        assertThat(overlay.of(Service.class)).hasSize(services.size()).allSatisfy(one -> {
            var service = services.get(one.getMetadata().getName());
            assertThat(one.getSpec().getSelector()).isEqualTo(Map.of("app.kubernetes.io/name", service.name()));
            assertThat(overlay.pods().get(service.name()).getMetadata().getLabels())
                    .containsAllEntriesOf(one.getSpec().getSelector());
            assertThat(one.getSpec().getPorts()).singleElement().satisfies(port -> {
                assertThat(port.getPort()).isEqualTo(service.port());
                assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
            });
            assertThat(overlay.container(service.name()).getPorts().stream()
                            .collect(toMap(ContainerPort::getName, ContainerPort::getContainerPort)))
                    .isEqualTo(Map.of("http", service.port(), "management", ServiceFile.MANAGEMENT));
        });
    }

    /** In the environment, as Spring reads it there. */
    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceIsToldWhereTheOthersAre(Overlay overlay) {
        var told = overlay.of(ConfigMap.class).getFirst().getData();
        ServiceFile.all()
                .values()
                .forEach(service -> service.talksTo()
                        .forEach(other -> assertThat(told)
                                .containsEntry(
                                        "WAYMARK_SERVICES_" + other.toUpperCase(Locale.ROOT),
                                        "http://%s:%d"
                                                .formatted(
                                                        other,
                                                        ServiceFile.all()
                                                                .get(other)
                                                                .port()))));
        assertThat(told)
                .containsKeys("WAYMARK_KAFKA_BOOTSTRAP_SERVERS", "WAYMARK_SIGN_IN_ISSUER")
                .containsEntry("SERVER_ADDRESS", "0.0.0.0")
                .containsEntry("MANAGEMENT_SERVER_PORT", Integer.toString(ServiceFile.MANAGEMENT));
        for (var service : ServiceFile.NAMES) {
            assertThat(overlay.container(service).getEnvFrom())
                    .singleElement()
                    .satisfies(
                            from -> assertThat(from.getConfigMapRef().getName()).isEqualTo("waymark"));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void anEndIsGivenTheTimeThatTheServicesTakeForIt(Overlay overlay) {
        overlay.pods().forEach((service, template) -> {
            var before = template.getSpec()
                    .getContainers()
                    .getFirst()
                    .getLifecycle()
                    .getPreStop()
                    .getSleep()
                    .getSeconds();
            assertThat(before).isPositive();
            assertThat(template.getSpec().getTerminationGracePeriodSeconds())
                    .as(service)
                    .isGreaterThan(before + ServiceFile.grace().toSeconds() + LONGEST_DELIVERY);
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceSaysWhatItNeedsAndGetsNoMoreMemoryThanThat(Overlay overlay) {
        for (var service : ServiceFile.NAMES) {
            var resources = overlay.container(service).getResources();
            assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(resources.getLimits()).containsOnlyKeys("cpu", "memory");
            assertThat(bytes(resources.getLimits().get("memory")))
                    .isEqualTo(bytes(resources.getRequests().get("memory")));
        }
    }

    private static long bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValueExact();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceHasTwoInstancesApartFromEachOtherAndLosesOneAtATime(Overlay overlay) {
        var scaled = overlay.of(HorizontalPodAutoscaler.class);
        assertThat(scaled)
                .extracting(one -> one.getSpec().getScaleTargetRef().getName())
                .containsExactlyInAnyOrder("involvements", "assessments", "referrals", "alerts", "portal");
        assertThat(scaled).allSatisfy(one -> {
            assertThat(one.getSpec().getMinReplicas()).isGreaterThanOrEqualTo(2);
            assertThat(one.getSpec().getMaxReplicas())
                    .isGreaterThan(one.getSpec().getMinReplicas())
                    .isLessThanOrEqualTo(12);
        });
        assertThat(overlay.of(Deployment.class)).allSatisfy(one -> {
            // Else every roll-out would undo what the autoscaler did.
            assertThat(one.getSpec().getReplicas()).isNull();
            assertThat(one.getSpec()
                            .getStrategy()
                            .getRollingUpdate()
                            .getMaxUnavailable()
                            .getIntVal())
                    .isZero();
        });
        assertThat(overlay.of(StatefulSet.class)).singleElement().satisfies(one -> {
            assertThat(one.getSpec().getReplicas()).isGreaterThanOrEqualTo(2);
            assertThat(one.getSpec().getVolumeClaimTemplates()).hasSize(1);
        });
        assertThat(overlay.of(PodDisruptionBudget.class))
                .extracting(one -> one.getSpec().getSelector().getMatchLabels().get("app.kubernetes.io/name"))
                .containsExactlyInAnyOrderElementsOf(ServiceFile.NAMES);
        assertThat(overlay.pods().values())
                .allSatisfy(pod -> assertThat(pod.getSpec().getTopologySpreadConstraints())
                        .extracting(spread -> spread.getTopologyKey())
                        .containsExactlyInAnyOrder("kubernetes.io/hostname", "topology.kubernetes.io/zone"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void secretsAreFilesFromElsewhereAndOnlyWhereTheyAreNeeded(Overlay overlay) {
        assertThat(overlay.of(Secret.class)).isEmpty();
        overlay.of(ConfigMap.class)
                .forEach(map -> assertThat(map.getData().keySet())
                        .noneMatch(name -> name.matches(".*(SECRET|PASSWORD|JAAS|MONGODB_URI).*")));
        overlay.pods()
                .values()
                .forEach(pod -> assertThat(
                                pod.getSpec().getContainers().getFirst().getEnv())
                        .isEmpty());
        overlay.everyPod()
                .forEach((name, pod) -> assertThat(secrets(pod.getSpec().getVolumes()))
                        .as(name)
                        .isEqualTo(
                                switch (name) {
                                    case "portal" -> List.of("waymark-portal");
                                    case "backup", "verify-audit" -> List.of("waymark-store");
                                    case "restore" -> List.of("waymark-store", "waymark-kafka", "waymark-kafka-ca");
                                    default ->
                                        List.of(
                                                "waymark-store",
                                                "waymark-child-keys",
                                                "waymark-kafka",
                                                "waymark-kafka-ca");
                                }));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void aBackupIsTakenEveryHourUnderAnotherNameAndNothingIsRestoredByItself(Overlay overlay) {
        for (var program : overlay.of(CronJob.class)) {
            var name = program.getMetadata().getName();
            assertThat(program.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
            assertThat(Boolean.TRUE.equals(program.getSpec().getSuspend())).isEqualTo(name.equals("restore"));
        }
        var backup = overlay.programs().get("backup").getSpec().getContainers().getFirst();
        assertThat(backup.getEnv())
                .extracting(one -> one.getName() + " " + one.getValue())
                .containsExactly("POD null", "TO /backups/$(POD)", "KEEP 48");
        assertThat(overlay.of(PersistentVolumeClaim.class))
                .extracting(claim -> claim.getMetadata().getName())
                .containsExactly("backups");
        assertThat(overlay.programs().values())
                .allSatisfy(pod -> assertThat(pod.getSpec().getVolumes())
                        .extracting(Volume::getPersistentVolumeClaim)
                        .filteredOn(Objects::nonNull)
                        .extracting(claim -> claim.getClaimName())
                        .containsExactly("backups"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyProgramIsOneThatTheImageHas(Overlay overlay) {
        overlay.programs().forEach((name, pod) -> {
            var program = pod.getSpec().getContainers().getFirst();
            assertThat(program.getImage()).isEqualTo("registry.example.org/waymark/tools:1");
            assertThat(program.getArgs()).singleElement().asString().startsWith("waymark.launcher.");
            var file = program.getArgs().getFirst().replace('.', '/') + ".java";
            assertThat(Path.of("..", "..", "platform/launcher/src/main/java", file))
                    .as(name)
                    .exists();
        });
    }

    private static List<String> secrets(List<Volume> volumes) {
        return volumes.stream()
                .filter(volume -> volume.getProjected() != null)
                .flatMap(volume -> volume.getProjected().getSources().stream())
                .map(VolumeProjection::getSecret)
                .map(secret -> secret.getName())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatIsMountedIsThere(Overlay overlay) {
        overlay.everyPod().forEach((service, pod) -> {
            var there = Stream.concat(
                            pod.getSpec().getVolumes().stream().map(Volume::getName),
                            overlay.of(StatefulSet.class).stream()
                                    .filter(set -> set.getMetadata().getName().equals(service))
                                    .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                                    .map(claim -> claim.getMetadata().getName()))
                    .toList();
            assertThat(pod.getSpec().getContainers().getFirst().getVolumeMounts())
                    .extracting(mount -> mount.getName())
                    .containsExactlyInAnyOrderElementsOf(there);
        });
    }
}
