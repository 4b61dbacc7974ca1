package riffle.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout with the real launcher, in a machine whose programs are few or fakes: a Java that prints what it was
 * started with, a Maven that writes a jar, an apt-get that talks. The absolute places that the launcher looks at lie in
 * here too.
 */
final class Sandbox {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> SCRIPTS = List.of("riffle", "bin/environment.sh", "bin/build.sh", "bin/release");
    private static final List<String> PROGRAMS = List.of(
            "bash",
            "cat",
            "chmod",
            "cp",
            "dirname",
            "env",
            "find",
            "flock",
            "git",
            "head",
            "id",
            "ln",
            "ls",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sed",
            "setpriv",
            "sleep",
            "timeout",
            "touch",
            "tr");
    private static final String NOBODY = "65534";

    /** What a command left: its status, and its lines on both streams. */
    record Outcome(int status, List<String> out, List<String> err) {

        boolean hasArgument(String argument) {
            return out.contains("argument " + argument);
        }

        /** A variable of the environment that the fake Java was started in. */
        String variable(String name) {
            return out.stream()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElse("");
        }
    }

    final Path root;
    final Path checkout;
    final Path tools;
    final Path home;
    final Path vendors;
    final Map<String, String> environment = new TreeMap<>();

    Sandbox(Path root) throws IOException {
        this.root = root;
        this.checkout = root.resolve("my checkout");
        this.tools = Files.createDirectory(root.resolve("tools"));
        this.home = Files.createDirectory(root.resolve("home"));
        this.vendors = Files.createDirectory(root.resolve("vendors"));
        Files.createDirectory(root.resolve("var-tmp"));
        for (String script : SCRIPTS) {
            Path copy = checkout.resolve(script);
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, inHere(Files.readString(PROJECT.resolve(script))));
            allowAll(copy);
        }
        write("pom.xml", "harness/pom.xml", "harness/src/main/java/A.java");
        for (String program : PROGRAMS) {
            for (String folder : List.of("/bin", "/usr/bin")) {
                if (Files.exists(Path.of(folder, program)) && !Files.exists(tools.resolve(program))) {
                    Files.createSymbolicLink(tools.resolve(program), Path.of(folder, program));
                }
            }
        }
        tool("uname", "echo Linux");
        tool("locale", """
                case ${LC_ALL:-${LANG:-C}} in
                  C.UTF-8 | de_DE.UTF-8) echo UTF-8 ;;
                  *ISO*) echo ISO-8859-1 ;;
                  *) echo ANSI_X3.4-1968 ;;
                esac""");
        tool("mvn", """
                echo "mvn $* with $JAVA_HOME" >>mvn.log
                mkdir -p harness/target/lib
                touch harness/target/harness.jar
                case "$*" in *-Prelease*) touch harness/target/riffle-1.2.3.zip ;; esac""");
        tool("apt-get", "echo \"apt-get $*\" >>\"" + root + "/apt.log\"; echo noise; echo noise >&2");
        environment.put("PATH", tools.toString());
        environment.put("HOME", home.toString());
        environment.put("JAVA_HOME", java("jdk-25", "25.0.3", true).toString());
        environment.put("TMPDIR", Files.createDirectory(root.resolve("tmp")).toString());
        allowAll(root.resolve("tmp"));
        allowAll(root);
    }

    /** The launcher's text with the absolute places that it looks at moved into the sandbox. */
    private String inHere(String script) {
        return script.replace("/etc/OpenCL/vendors", vendors.toString())
                .replace("/usr/lib/jvm", root + "/jvm")
                .replace("/var/tmp", root + "/var-tmp")
                .replace("/Library/Java", root + "/library");
    }

    /** A Java of a version; one without {@code javac} is a runtime. It fails when it is started to tell its version. */
    Path java(String name, String version, boolean isJdk) throws IOException {
        Path java = root.resolve(name);
        program(java.resolve("bin/java"), """
                if [ "$1" = -version ]; then echo 'Error: could not reserve enough space' >&2; exit 1; fi
                echo "java=$0"
                env
                for argument; do echo "argument $argument"; done""");
        if (isJdk) {
            program(java.resolve("bin/javac"), "exit 1");
        }
        Files.writeString(
                java.resolve("release"),
                "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\nJAVA_VERSION_DATE=\"25\"\n");
        return java;
    }

    Path tool(String name, String body) throws IOException {
        return program(tools.resolve(name), body);
    }

    private static Path program(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        allowAll(file);
        return file;
    }

    private static void allowAll(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** Empty files of the checkout. */
    private void write(String... files) throws IOException {
        for (String file : files) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.writeString(checkout.resolve(file), "");
        }
        try (Stream<Path> paths = Files.walk(checkout)) {
            for (Path path : paths.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
            }
        }
    }

    /** Makes a source newer than the last build. */
    void change() throws IOException {
        Files.setLastModifiedTime(
                checkout.resolve("harness/src/main/java/A.java"),
                FileTime.from(Instant.now().plus(1, ChronoUnit.HOURS)));
    }

    /** As if the launcher had built it, without a TornadoVM. */
    void pretendABuild() throws IOException {
        Files.createDirectories(checkout.resolve("harness/target/lib"));
        Files.createFile(checkout.resolve("harness/target/launcher-build"));
        Files.createFile(checkout.resolve("harness/target/harness.jar"));
    }

    Outcome riffle(String... arguments) throws IOException, InterruptedException {
        return run(checkout.resolve("riffle").toString(), arguments);
    }

    /** The same by somebody who is not root and does not own the checkout, which cannot be written by others. */
    Outcome riffleByAnother(String... arguments) throws IOException, InterruptedException {
        run("chmod", "-R", "a-w", checkout.toString());
        run("chmod", "-R", "a+rX", root.toString());
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(checkout.resolve("riffle").toString());
        command.addAll(List.of(arguments));
        Outcome outcome = run(isRoot() ? "setpriv" : "env", command.toArray(String[]::new));
        run("chmod", "-R", "u+w", checkout.toString());
        return outcome;
    }

    private boolean isRoot() throws IOException, InterruptedException {
        return run("/usr/bin/id", "-u").out().equals(List.of("0"));
    }

    /** Runs bash behind the functions of the environment. */
    Outcome function(String command) throws IOException, InterruptedException {
        return run("bash", "-c", "set -eu; . '" + checkout.resolve("bin/environment.sh") + "'; " + command);
    }

    Outcome run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", program));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), () -> "hangs: " + command);
        return new Outcome(process.exitValue(), lines(out), lines(err));
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** What Maven was called with so far. */
    List<String> builds() throws IOException {
        Path log = checkout.resolve("mvn.log");
        return Files.exists(log) ? lines(log) : List.of();
    }

    String lastBuild() {
        try {
            return builds().getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** What apt-get was called with so far. */
    List<String> installations() throws IOException {
        Path log = root.resolve("apt.log");
        return Files.exists(log) ? lines(log) : List.of();
    }
}
