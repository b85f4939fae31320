import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Looks through the bill of materials that was made a moment ago (CycloneDX) for what can be told without a network: versions that are not fixed, the same
 * library twice in different versions, and licences that nobody has agreed to. Whether a version has a known vulnerability cannot be told so: the databases of
 * those (OSV, NVD) are on the network. Give the bill to a scanner that has one: any that reads CycloneDX.
 */
public final class Dependencies {
    private Dependencies() {}

    public static void main(String[] arguments) throws Exception {
        var agreed = agreed(Path.of(arguments[1]));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var bill = factory.newDocumentBuilder().parse(Path.of(arguments[0]).toFile());
        var components = components(bill.getDocumentElement()).getElementsByTagName("component");
        var versions = new TreeMap<String, Set<String>>();
        var faults = new ArrayList<String>();
        int seen = 0;
        for (int at = 0; at < components.getLength(); at++) {
            var component = (Element) components.item(at);
            var group = text(component, "group");
            if (group.equals("waymark") || group.isEmpty()) continue;
            var name = group + ":" + text(component, "name");
            var version = text(component, "version");
            seen++;
            versions.computeIfAbsent(name, key -> new TreeSet<>()).add(version);
            if (version.isEmpty() || version.endsWith("-SNAPSHOT")) faults.add(name + ": its version is not fixed: " + version);
            var licences = licences(component);
            if (licences.stream().noneMatch(agreed::contains)) {
                faults.add(name + ": nobody has agreed to its licence: " + (licences.isEmpty() ? "none is named" : String.join(" | ", licences)));
            }
        }
        versions.forEach((name, several) -> {
            if (several.size() > 1) faults.add(name + ": is there in several versions: " + String.join(", ", several));
        });
        System.out.printf("%d libraries in %s%n", seen, arguments[0]);
        System.out.println("Known vulnerabilities: not checked. That needs a database on the network; give the bill to a scanner that has one.");
        new TreeSet<>(faults).forEach(System.out::println);
        if (!faults.isEmpty()) System.exit(1);
        System.out.println("Every version is fixed and there once, and every licence is agreed to.");
    }

    /** What is in the system, without the head, which names the tool that made the bill. */
    private static Element components(Element bill) {
        for (var child = bill.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals("components")) return (Element) child;
        }
        throw new IllegalStateException("the bill of materials names no components");
    }

    /** Names or SPDX ids, one a line; what stands behind # is a remark. */
    private static Set<String> agreed(Path file) throws Exception {
        var agreed = new HashSet<String>();
        for (var line : Files.readAllLines(file)) {
            var licence = line.replaceAll("#.*", "").strip();
            if (!licence.isEmpty()) agreed.add(licence);
        }
        return agreed;
    }

    private static String text(Element component, String name) {
        for (var child = component.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) return child.getTextContent().strip();
        }
        return "";
    }

    private static List<String> licences(Element component) {
        var found = new LinkedHashSet<String>();
        var licences = component.getElementsByTagName("license");
        for (int at = 0; at < licences.getLength(); at++) {
            var licence = (Element) licences.item(at);
            var id = text(licence, "id");
            found.add(id.isEmpty() ? text(licence, "name") : id);
        }
        var expressions = component.getElementsByTagName("expression");
        for (int at = 0; at < expressions.getLength(); at++) found.add(expressions.item(at).getTextContent().strip());
        return List.copyOf(found);
    }
}
