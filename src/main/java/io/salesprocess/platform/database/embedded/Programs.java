package io.salesprocess.platform.database.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The unpacked programs of the PostgreSQL server, and how they are run. */
final class Programs {

    private final Path home;
    private final Account account;
    private final String version;

    private Programs(Path home, Account account, String version) {
        this.home = home;
        this.account = account;
        this.version = version;
    }

    /** Unpacks the archive into {@code directory} if they are not there, and tries whether they run at all. */
    static Programs in(Path directory, Archive archive, Account account) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
        }
        Path home = directory.resolve(archive.fingerprint());
        if (!Files.isDirectory(home)) {
            unpack(archive, home);
        }
        account.own(directory.getParent());
        Result result;
        try {
            result = run(account, List.of(program(home, "postgres"), "--version"), "");
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "The programs in " + home + " cannot be executed on this system." + account.caveat(), e);
        }
        if (result.status() != 0) {
            throw new DatabaseStartException(
                    "The programs in " + home + " do not run here: " + result.complaint() + account.caveat());
        }
        String[] words = result.output().strip().split(" ");
        return new Programs(home.toRealPath(), account, words[words.length - 1]);
    }

    /** Complete or not there: unpacked under another name first, since anybody may be stopped half-way. */
    private static void unpack(Archive archive, Path home) throws IOException {
        Path unfinished = home.resolveSibling(home.getFileName() + ".new-" + UUID.randomUUID());
        for (Path other : Directories.children(home.getParent())) {
            Directories.delete(other);
        }
        Files.createDirectory(unfinished);
        archive.unpack(unfinished);
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Like {@code 18.6}. */
    String version() {
        return version;
    }

    String majorVersion() {
        return version.replaceFirst("\\D.*", "");
    }

    /** Whether this process runs one of these programs; a process number alone may have gone to somebody else. */
    boolean runs(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .filter(c -> Path.of(c).startsWith(home))
                        .isPresent();
    }

    /** Runs a program to its end. The account gets what is in {@code tree}, which the program is to work on. */
    Result run(Path tree, String input, String program, String... arguments) throws IOException {
        account.own(tree);
        List<String> command = new ArrayList<>();
        command.add(program(home, program));
        command.addAll(List.of(arguments));
        return run(account, command, input);
    }

    private static String program(Path home, String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static Result run(Account account, List<String> command, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(account.command(command)).redirectErrorStream(true);
        // Settings for somebody else's clients and servers, and translations of messages that are looked at here.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command.get(0), e);
        }
    }

    /** How a program ended, and what it wrote. */
    record Result(int status, String output) {

        /** The line that says what went wrong. */
        String complaint() {
            List<String> lines =
                    output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            return lines.stream()
                    .filter(l -> l.matches(".*\\b(FATAL|PANIC|ERROR|error|fatal):.*"))
                    .reduce((first, second) -> second)
                    .orElseGet(() -> lines.isEmpty() ? "exit status " + status : lines.get(lines.size() - 1));
        }
    }
}
