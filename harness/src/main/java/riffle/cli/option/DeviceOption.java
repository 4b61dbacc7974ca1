package riffle.cli.option;

import picocli.CommandLine.Option;

/** The option that says which OpenCL device, for every command that runs on OpenCL alone. */
public final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "D",
            description =
                    "the OpenCL device: its index, or a part of its name, platform or vendor (default: the first)")
    private String device;

    /** Index or part of the name; null for the first. */
    public String name() {
        return device;
    }
}
