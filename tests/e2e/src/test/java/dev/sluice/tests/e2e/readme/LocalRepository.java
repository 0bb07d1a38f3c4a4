package dev.sluice.tests.e2e.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A local Maven repository with what {@code mvn install} would put there: the poms and jars of this build, and no other version of
 * them. Libraries of others are those of this machine's own repository, and what is missing is downloaded into it, as in any build.
 */
final class LocalRepository {

    private static final String GROUP = "dev";
    private static final String PRODUCT = "sluice";

    private LocalRepository() {}

    /**
     * Makes it.
     *
     * @param root the checkout, whose modules are packaged
     */
    static Path make(Path folder, Path root) throws IOException {
        Path machines =
                Path.of(System.getProperty("sluice.repository", System.getProperty("user.home") + "/.m2/repository"));
        Path products = Files.createDirectories(folder.resolve(GROUP).resolve(PRODUCT));
        Files.createDirectories(machines.resolve(GROUP));
        linkAllBut(GROUP, machines, folder);
        linkAllBut(PRODUCT, machines.resolve(GROUP), folder.resolve(GROUP));
        install(root, products);
        return folder;
    }

    private static void linkAllBut(String name, Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(name)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    private static void install(Path module, Path products) throws IOException {
        Element project = project(module.resolve("pom.xml"));
        String artifact = child(project, "artifactId").get(0).getTextContent();
        List<Element> parent = child(project, "parent");
        Element versioned = parent.isEmpty() ? project : parent.get(0);
        String version = child(versioned, "version").get(0).getTextContent();
        Path place = Files.createDirectories(products.resolve(artifact).resolve(version));
        String name = artifact + "-" + version;
        Files.createSymbolicLink(place.resolve(name + ".pom"), module.resolve("pom.xml"));
        for (Path jar : jars(module.resolve("target"), name)) {
            Files.createSymbolicLink(place.resolve(jar.getFileName()), jar);
        }
        for (Element modules : child(project, "modules")) {
            for (Element one : child(modules, "module")) {
                install(module.resolve(one.getTextContent()).normalize(), products);
            }
        }
    }

    private static List<Path> jars(Path target, String name) throws IOException {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name)
                            && file.toString().endsWith(".jar"))
                    .toList();
        }
    }

    private static Element project(Path pom) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
            throw new IOException("cannot read " + pom, e);
        }
    }

    private static List<Element> child(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
