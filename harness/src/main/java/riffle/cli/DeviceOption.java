package riffle.cli;

import picocli.CommandLine.Option;

/** The option that says which OpenCL device, for every command that runs on OpenCL alone. */
final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "index of the OpenCL device or part of its name (default: the first)")
    private String device;

    /** Index or part of the name; null for the first. */
    String name() {
        return device;
    }
}
