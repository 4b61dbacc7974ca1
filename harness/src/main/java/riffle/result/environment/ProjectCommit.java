package riffle.result.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The commit that a program was built from, as its own folder says: never that of a repository around it. */
public final class ProjectCommit {

    /** In a release, the file that names the commit. */
    private static final String FILE = "COMMIT";

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}(-dirty)?");
    private static final String REPOSITORY = ".git";
    private static final long GIT_SECONDS = 10;

    private ProjectCommit() {}

    /** Whether a folder holds a release, which is no checkout. */
    public static boolean isRelease(Path project) {
        return Files.exists(project.resolve(FILE));
    }

    /** Commit of the project in a folder, {@code -dirty} behind it if files differ; empty where nothing tells. */
    public static Optional<String> of(Path folder) {
        Path project = folder.toAbsolutePath();
        if (Files.exists(project.resolve(REPOSITORY))) {
            return git(project, "rev-parse", "--short=12", "HEAD")
                    .map(commit -> git(project, "status", "--porcelain", "--untracked-files=no")
                                    .filter(String::isEmpty)
                                    .isPresent()
                            ? commit
                            : commit + "-dirty");
        }
        try (var lines = Files.lines(project.resolve(FILE))) {
            return lines.findFirst().map(String::strip).filter(COMMIT.asMatchPredicate());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Git is told where its repository is: it does not look for one, nor ask who owns it, since we run what is there
     * anyway.
     */
    private static Optional<String> git(Path project, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks"));
        command.add("--git-dir=" + project.resolve(REPOSITORY));
        command.add("--work-tree=" + project);
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_")); // a hook's mean its own repository
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
