package riffle.execution;

/** The kernels as TornadoVM compiles and dispatches them. */
final class TornadoAgainstReferenceTest extends DeviceAgainstReference {

    @Override
    Backend backend() {
        return Devices.tornado();
    }
}
