package io.salesprocess.platform.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of a PostgreSQL server for this machine, as they lie compressed on the class path. */
final class Archive {

    private final URL url;

    private Archive(URL url) {
        this.url = url;
    }

    static Archive forThisMachine() {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL url = Archive.class.getClassLoader().getResource("postgres-" + platform + ".txz");
        if (url == null) {
            throw new DatabaseStartException(
                    "No database is configured, and this package contains no PostgreSQL for " + platform + ".");
        }
        return new Archive(url);
    }

    private static String platform(String name, String architecture) {
        String system = name.toLowerCase(Locale.ROOT);
        String family = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "darwin" : system;
        return family.replace(' ', '_')
                + switch (architecture) {
                    case "amd64", "x86_64" -> "-x86_64";
                    case "aarch64", "arm64" -> "-arm_64";
                    default -> "-" + architecture;
                };
    }

    /** A name for this content: another one for another version, without reading it. */
    String fingerprint() throws IOException {
        URLConnection connection = url.openConnection();
        // A cached jar handle would outlive the class loader that it came from.
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                return "%08x".formatted(file.getJarEntry(jar.getEntryName()).getCrc());
            }
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    void unpack(Path target) throws IOException {
        try (InputStream compressed = new BufferedInputStream(url.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(compressed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("Entry outside the archive: " + entry.getName());
                }
                unpack(entry, tar, file);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            if (file.getParent().endsWith("bin")) {
                file.toFile().setExecutable(true, false);
            }
        }
    }
}
