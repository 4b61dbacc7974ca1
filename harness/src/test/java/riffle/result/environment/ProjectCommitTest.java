package riffle.result.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectCommitTest {

    @TempDir
    private Path around;

    private Path project;

    @BeforeEach
    void aProjectWithinAnotherRepository() throws Exception {
        commitEverythingIn(around);
        project = Files.createDirectory(around.resolve("project x"));
        Files.writeString(project.resolve("file"), "text");
    }

    @Test
    void isTheProjectsOwn() throws Exception {
        commitEverythingIn(project);
        String commit = ProjectCommit.of(project).orElseThrow();
        assertTrue(commit.matches("[0-9a-f]{12}"), commit);
        Files.writeString(project.resolve("untracked"), "text");
        assertEquals(Optional.of(commit), ProjectCommit.of(project));
        Files.writeString(project.resolve("file"), "changed");
        assertEquals(Optional.of(commit + "-dirty"), ProjectCommit.of(project));
    }

    @Test
    void isNeverThatOfTheRepositoryAround() throws Exception {
        assertEquals(Optional.empty(), ProjectCommit.of(project));
        Files.createDirectory(project.resolve(".git"));
        assertEquals(Optional.empty(), ProjectCommit.of(project));
    }

    @ParameterizedTest
    @CsvSource({
        "0123456789ab, 0123456789ab",
        "0123456789ab-dirty, 0123456789ab-dirty",
        "unknown, ",
        "${riffle.commit}, "
    })
    void isInAReleaseWhatItsFileSays(String content, String expected) throws IOException {
        assertFalse(ProjectCommit.isRelease(project));
        Files.writeString(project.resolve("COMMIT"), content + "\n");
        assertTrue(ProjectCommit.isRelease(project));
        assertEquals(Optional.ofNullable(expected), ProjectCommit.of(project));
    }

    private static void commitEverythingIn(Path folder) throws IOException, InterruptedException {
        git(folder, "init", "-q", ".");
        git(folder, "add", ".");
        git(folder, "-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "--allow-empty", "-m", "x");
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertEquals(
                0,
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor());
    }
}
