package waymark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only who must talk may: what the policies allow is what the services' own configuration needs, and nothing else. */
class NetworkTest {

    private static final Set<String> READ_AND_WRITE =
            Set.of("involvements", "assessments", "referrals", "alerts", "reporting");

    private static Stream<Overlay> overlays() {
        return Overlay.NAMES.stream().map(Overlay::read);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobodyMayTalkToAnybodyUnlessAPolicySaysSo(Overlay overlay) {
        assertThat(overlay.of(NetworkPolicy.class)).anySatisfy(policy -> {
            assertThat(policy.getMetadata().getName()).isEqualTo("nobody");
            assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEmpty();
            assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
            assertThat(policy.getSpec().getIngress()).isEmpty();
            assertThat(policy.getSpec().getEgress()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void aServiceReachesThoseThatItsConfigurationNamesAndTheyLetItIn(Overlay overlay) {
        var needed = new TreeSet<String>();
        var services = ServiceFile.all();
        services.values()
                .forEach(service -> service.talksTo()
                        .forEach(other -> needed.add(
                                edge(service.name(), other, services.get(other).port()))));
        assertThat(needed).hasSize(11);
        assertThat(outgoing(overlay)).isEqualTo(needed);
        assertThat(incoming(overlay)).isEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void onlyTheGatewayReachesThePortalAndOnlyPrometheusTheOperatorsPorts(Overlay overlay) {
        var fromElsewhere = new TreeSet<String>();
        forEachIncoming(overlay, (service, peer, port) -> {
            if (peer.getNamespaceSelector() == null) return;
            fromElsewhere.add(edge(namespace(peer), service, port));
        });
        var expected = new TreeSet<String>();
        ServiceFile.NAMES.forEach(service -> expected.add(edge("monitoring", service, ServiceFile.MANAGEMENT)));
        expected.add(edge("traefik", "portal", 8080));
        assertThat(fromElsewhere).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void kafkaAndMongoDbAreForThoseThatKeepDataAndMailForAlertsAlone(Overlay overlay) {
        assertThat(whoIn(overlay, "kafka")).isEqualTo(and(READ_AND_WRITE, "restore"));
        assertThat(whoIn(overlay, "mongodb")).isEqualTo(and(READ_AND_WRITE, "backup", "restore", "verify-audit"));
        assertThat(whoIn(overlay, "notices")).isEqualTo(Set.of("alerts"));
        assertThat(whoIn(overlay, "sign-in")).isEqualTo(Set.copyOf(ServiceFile.NAMES));
        assertThat(whoIn(overlay, "names-are-looked-up"))
                .isEqualTo(overlay.everyPod().keySet());
    }

    private static Set<String> and(Set<String> some, String... more) {
        var all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    /** Every policy is one that a test here looks at. */
    @ParameterizedTest
    @MethodSource("overlays")
    void thereIsNoOtherWayOut(Overlay overlay) {
        assertThat(overlay.of(NetworkPolicy.class).stream()
                        .filter(policy -> !policy.getSpec().getEgress().isEmpty())
                        .map(policy -> policy.getMetadata().getName()))
                .containsExactlyInAnyOrder(
                        "names-are-looked-up",
                        "sign-in",
                        "kafka",
                        "mongodb",
                        "notices",
                        "alerts",
                        "reporting",
                        "portal");
        overlay.of(NetworkPolicy.class).forEach(policy -> {
            policy.getSpec().getIngress().forEach(rule -> {
                assertThat(rule.getFrom()).isNotEmpty();
                assertThat(rule.getPorts()).isNotEmpty();
            });
            policy.getSpec().getEgress().forEach(rule -> {
                assertThat(rule.getTo()).isNotEmpty();
                assertThat(rule.getPorts()).isNotEmpty();
            });
        });
    }

    private interface Seen {
        void edge(String service, NetworkPolicyPeer peer, int port);
    }

    private static Set<String> outgoing(Overlay overlay) {
        var edges = new TreeSet<String>();
        for (var policy : overlay.of(NetworkPolicy.class)) {
            for (var rule : policy.getSpec().getEgress()) {
                for (var peer : rule.getTo()) {
                    if (peer.getNamespaceSelector() != null || peer.getIpBlock() != null) continue;
                    for (var from : chosen(overlay, policy)) {
                        for (var to : chosen(overlay, peer.getPodSelector())) {
                            for (var port : rule.getPorts()) edges.add(edge(from, to, number(overlay, to, port)));
                        }
                    }
                }
            }
        }
        return edges;
    }

    private static Set<String> incoming(Overlay overlay) {
        var edges = new TreeSet<String>();
        forEachIncoming(overlay, (service, peer, port) -> {
            if (peer.getNamespaceSelector() != null) return;
            assertThat(peer.getIpBlock()).isNull();
            chosen(overlay, peer.getPodSelector()).forEach(from -> edges.add(edge(from, service, port)));
        });
        return edges;
    }

    private static void forEachIncoming(Overlay overlay, Seen seen) {
        for (var policy : overlay.of(NetworkPolicy.class)) {
            for (var rule : policy.getSpec().getIngress()) {
                for (var service : chosen(overlay, policy)) {
                    for (var port : rule.getPorts()) {
                        rule.getFrom().forEach(peer -> seen.edge(service, peer, number(overlay, service, port)));
                    }
                }
            }
        }
    }

    private static Set<String> whoIn(Overlay overlay, String policy) {
        return overlay.of(NetworkPolicy.class).stream()
                .filter(one -> one.getMetadata().getName().equals(policy))
                .map(one -> Set.copyOf(chosen(overlay, one)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> chosen(Overlay overlay, NetworkPolicy policy) {
        return chosen(overlay, policy.getSpec().getPodSelector());
    }

    private static List<String> chosen(Overlay overlay, LabelSelector selector) {
        assertThat(selector.getMatchExpressions()).isEmpty();
        return overlay.everyPod().entrySet().stream()
                .filter(pod -> labels(pod.getValue())
                        .entrySet()
                        .containsAll(selector.getMatchLabels().entrySet()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, String> labels(PodTemplateSpec pod) {
        return pod.getMetadata().getLabels();
    }

    private static int number(Overlay overlay, String service, NetworkPolicyPort port) {
        IntOrString said = port.getPort();
        if (said.getIntVal() != null) return said.getIntVal();
        return overlay.container(service).getPorts().stream()
                .filter(one -> one.getName().equals(said.getStrVal()))
                .findFirst()
                .orElseThrow()
                .getContainerPort();
    }

    private static String namespace(NetworkPolicyPeer peer) {
        return peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name");
    }

    private static String edge(String from, String to, int port) {
        return from + " -> " + to + ":" + port;
    }
}
