package riffle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;

/**
 * The whole program in a process of its own, which verified one case: a ReLU of two values.
 *
 * @param status with which it ended
 */
record ReluVerified(int status, String out, String err) {

    /**
     * Runs it.
     *
     * @param folder for the case and what is printed
     * @param environment changes what the process finds there
     */
    static ReluVerified run(Path folder, Consumer<Map<String, String>> environment, String... javaOptions)
            throws IOException, InterruptedException {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        NamedTensor input = new NamedTensor(List.of(1, 1, 1, 2), new float[] {-1, 2});
        NamedTensor output = new NamedTensor(List.of(1, 1, 1, 2), new float[] {0, 2});
        SafeTensors.write(
                cases.resolve("relu.safetensors"), Map.of("op", "relu"), Map.of("input", input, "output", output));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(javaOptions));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                Main.class.getName(),
                "verify",
                "--cases",
                cases.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        environment.accept(builder.environment());
        int status = builder.start().waitFor();
        return new ReluVerified(status, Files.readString(out), Files.readString(err));
    }

    /** The lines that the program itself wrote to standard error. */
    List<String> said() {
        return err.lines().filter(line -> line.startsWith("riffle: ")).toList();
    }
}
