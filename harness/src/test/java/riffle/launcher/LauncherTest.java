package riffle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code riffle}: which Java it starts, when it builds, and what it says. */
class LauncherTest {

    private static final List<String> BUILDING = List.of("riffle: building (a minute or so the first time) ...");

    @TempDir
    private Path root;

    private Sandbox sandbox;

    @BeforeEach
    void machine() throws IOException {
        sandbox = new Sandbox(root);
    }

    @Test
    void buildsOnceAndPassesItsArgumentsOn() throws Exception {
        Sandbox.Outcome first = sandbox.riffle("report", "my file", "", "*");
        assertEquals(0, first.status());
        assertEquals(BUILDING, first.err());
        Path target = sandbox.checkout.resolve("harness/target");
        assertTrue(first.hasArgument(target.resolve("harness.jar") + ":" + target.resolve("lib/*")));
        assertTrue(first.hasArgument("-Driffle.home=" + sandbox.checkout));
        assertTrue(first.hasArgument("-Djava.io.tmpdir=" + root.resolve("tmp")));
        assertEquals(
                List.of("argument riffle.cli.Main", "argument report", "argument my file", "argument ", "argument *"),
                first.out().subList(first.out().size() - 5, first.out().size()));
        assertEquals(List.of(), sandbox.riffle("report").err());
        assertEquals(1, sandbox.builds().size());
        sandbox.change();
        assertEquals(BUILDING, sandbox.riffle("report").err());
        assertEquals(2, sandbox.builds().size());
    }

    @Test
    void aBuildThatFailsSaysEverythingAndIsNoBuild() throws Exception {
        sandbox.tool("mvn", "echo 'what Maven said'; exit 1");
        for (int attempt = 1; attempt <= 2; attempt++) {
            Sandbox.Outcome outcome = sandbox.riffle("report");
            assertEquals(2, outcome.status());
            assertEquals("what Maven said", outcome.err().get(1));
            assertTrue(outcome.err().get(2).startsWith("riffle: the build failed, see above"), outcome::toString);
        }
    }

    @Test
    void isCalledThroughALinkIntoAFolderWithAnUmlaut() throws Exception {
        Sandbox.Outcome outcome = sandbox.run("bash", "-c", """
                set -e
                umlaut=$'m\\303\\274 sli'
                cp -pR 'my checkout' "$umlaut"
                mkdir links
                ln -s "../$umlaut/riffle" links/inner
                ln -s links/inner outer
                ./outer
                [ -f "$umlaut/harness/target/harness.jar" ]""");
        assertEquals(0, outcome.status(), outcome::toString);
        assertEquals(BUILDING, outcome.err());
        assertEquals(List.of(), sandbox.builds(), "of the checkout that was copied");
    }

    @Test
    void aFolderThatNoClassPathCanHoldIsRefused() throws Exception {
        Sandbox.Outcome outcome = sandbox.run("bash", "-c", "cp -pR 'my checkout' a:b; exec a:b/riffle");
        assertEquals(2, outcome.status());
        assertEquals(1, outcome.err().size(), outcome::toString);
        assertTrue(outcome.err().getFirst().contains("a:b: Java takes no path with a colon"), outcome::toString);
    }

    @Test
    void anotherJavaThanJavaHomesIsFoundForTheBuildToo() throws Exception {
        sandbox.environment.put(
                "JAVA_HOME", sandbox.java("jdk-17", "17.0.9", true).toString());
        Path found = sandbox.java("home/.sdkman/candidates/java/25-tem", "25.0.3", true);
        Sandbox.Outcome outcome = sandbox.riffle("report");
        assertEquals(0, outcome.status(), outcome::toString);
        assertEquals("java=" + found.resolve("bin/java"), outcome.out().getFirst());
        assertTrue(sandbox.builds().getFirst().endsWith(" with " + found), sandbox::lastBuild);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.9", "2.5", "250.1", "26"})
    void withoutJava25TheLineSaysWhatToInstall(String version) throws Exception {
        sandbox.environment.put(
                "JAVA_HOME", sandbox.java("another", version, true).toString());
        Sandbox.Outcome outcome = sandbox.riffle("report");
        assertEquals(2, outcome.status());
        assertEquals(1, outcome.err().size(), outcome::toString);
        assertTrue(outcome.err().getFirst().startsWith("riffle: no Java 25 found"), outcome::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.3", "25-ea", "25+36"})
    void theVersionIsReadWithoutStartingAJavaMachine(String version) throws Exception {
        sandbox.environment.put(
                "JAVA_HOME", sandbox.java("another", version, true).toString());
        Sandbox.Outcome outcome = sandbox.riffle("report");
        assertEquals("java=" + root.resolve("another/bin/java"), outcome.out().getFirst());
        assertEquals(BUILDING, outcome.err());
    }

    @Test
    void aJavaThatCannotStartSaysWhy() throws Exception {
        Path java = Path.of(sandbox.environment.get("JAVA_HOME"));
        Files.delete(java.resolve("release"));
        Sandbox.Outcome outcome = sandbox.riffle("report");
        assertEquals(2, outcome.status());
        assertEquals(
                "riffle: " + java + "/bin/java does not start: Error: could not reserve enough space",
                outcome.err().getFirst().strip());
    }

    @Test
    void aJavaRuntimeRunsWhatIsBuiltAndBuildsNothing() throws Exception {
        Path jdk = Path.of(sandbox.environment.get("JAVA_HOME"));
        sandbox.pretendABuild();
        Files.delete(jdk.resolve("bin/javac"));
        Sandbox.Outcome built = sandbox.riffle("report");
        assertEquals(0, built.status());
        assertEquals(List.of(), built.err());
        sandbox.change();
        Sandbox.Outcome stale = sandbox.riffle("report");
        assertEquals(2, stale.status());
        assertEquals(1, stale.err().size(), stale::toString);
        assertTrue(stale.err().getFirst().contains("a build needs a JDK 25"), stale::toString);
        assertEquals(List.of(), sandbox.builds());
    }

    @Test
    void withoutMavenTheLineSaysWhatToInstall() throws Exception {
        Files.delete(sandbox.tools.resolve("mvn"));
        Sandbox.Outcome outcome = sandbox.riffle("report");
        assertEquals(2, outcome.status());
        assertEquals(1, outcome.err().size(), outcome::toString);
        assertTrue(outcome.err().getFirst().contains("apt-get install maven"), outcome::toString);
    }

    @Test
    void aBuiltTreeThatCannotBeWrittenRuns() throws Exception {
        sandbox.pretendABuild();
        Sandbox.Outcome outcome = sandbox.riffleByAnother("report");
        assertEquals(0, outcome.status(), outcome::toString);
        assertEquals(List.of(), outcome.err());
    }

    @Test
    void aStaleTreeThatCannotBeWrittenIsOneLine() throws Exception {
        sandbox.pretendABuild();
        sandbox.change();
        Sandbox.Outcome outcome = sandbox.riffleByAnother("report");
        assertEquals(2, outcome.status());
        assertEquals(1, outcome.err().size(), outcome::toString);
        assertTrue(outcome.err().getFirst().contains("must be built, as its sources are new"), outcome::toString);
        assertEquals(List.of(), outcome.out());
        assertEquals(List.of(), sandbox.builds());
    }

    @Test
    void aBuildForATornadoServesWhereThereIsNone() throws Exception {
        Path sdk = Files.createDirectory(root.resolve("sdk"));
        Files.createFile(sdk.resolve("tornado-argfile"));
        sandbox.environment.put("TORNADOVM_HOME", sdk.toString());
        Sandbox.Outcome built = sandbox.riffle("report");
        assertEquals(BUILDING, built.err());
        assertEquals(sdk.toString(), built.variable("TORNADOVM_HOME"));
        sandbox.environment.remove("TORNADOVM_HOME");
        assertEquals(List.of(), sandbox.riffle("report").err());
        Files.delete(sdk.resolve("tornado-argfile"));
        sandbox.environment.put("TORNADOVM_HOME", sdk.toString());
        Sandbox.Outcome none = sandbox.riffle("report");
        assertEquals(2, none.status());
        assertTrue(none.err().getFirst().contains("which holds no TornadoVM SDK"), none::toString);
    }

    @Test
    void aBuildWithoutTornadoIsDoneAgainWhereThereIsOneIfItCanBeWritten() throws Exception {
        sandbox.pretendABuild();
        Path sdk = Files.createDirectory(root.resolve("sdk"));
        Files.createFile(sdk.resolve("tornado-argfile"));
        sandbox.environment.put("TORNADOVM_HOME", sdk.toString());
        Sandbox.Outcome unwritable = sandbox.riffleByAnother("report");
        assertEquals(0, unwritable.status(), unwritable::toString);
        assertEquals(1, unwritable.err().size(), unwritable::toString);
        assertTrue(unwritable.err().getFirst().contains("was built for no TornadoVM, not for " + sdk));
        assertEquals(BUILDING, sandbox.riffle("report").err());
    }

    @Test
    void aReleaseRunsWithARuntimeAlone() throws Exception {
        Files.writeString(sandbox.checkout.resolve("COMMIT"), "0123456789ab\n");
        Files.delete(sandbox.checkout.resolve("bin/build.sh"));
        Files.delete(Path.of(sandbox.environment.get("JAVA_HOME")).resolve("bin/javac"));
        Sandbox.Outcome outcome = sandbox.riffle("report");
        assertEquals(0, outcome.status(), outcome::toString);
        assertEquals(List.of(), outcome.err());
        assertTrue(outcome.hasArgument(sandbox.checkout.resolve("lib/*").toString()), outcome::toString);
        assertEquals(List.of(), sandbox.builds());
    }

    @Test
    void aReleaseIsMadeWithTheCommitOfThisCheckoutAlone() throws Exception {
        Sandbox.Outcome unknown = sandbox.run("bash", "-c", """
                set -e
                git init -q .
                git -c user.name=x -c user.email=x commit -q --allow-empty -m around
                exec 'my checkout/bin/release'""");
        assertEquals(0, unknown.status(), unknown::toString);
        assertEquals(
                List.of(sandbox.checkout
                        .resolve("harness/target/riffle-1.2.3.zip")
                        .toString()),
                unknown.out());
        assertTrue(sandbox.builds().getFirst().contains(" -Driffle.commit=unknown package"), sandbox::lastBuild);
        Sandbox.Outcome known = sandbox.run("bash", "-c", """
                set -e
                cd 'my checkout'
                git init -q .
                git add pom.xml
                git -c user.name=x -c user.email=x commit -q -m ours
                bin/release
                echo changed >pom.xml
                bin/release""");
        assertEquals(0, known.status(), known::toString);
        assertTrue(sandbox.builds().get(1).matches(".* -Driffle.commit=[0-9a-f]{12} package .*"), sandbox::lastBuild);
        assertTrue(
                sandbox.builds().get(2).matches(".* -Driffle.commit=[0-9a-f]{12}-dirty package .*"),
                sandbox::lastBuild);
    }
}
