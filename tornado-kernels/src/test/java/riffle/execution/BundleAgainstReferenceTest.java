package riffle.execution;

/** The kernels as they were captured, replayed without TornadoVM. */
final class BundleAgainstReferenceTest extends DeviceAgainstReference {

    @Override
    Backend backend() {
        return Devices.bundle();
    }
}
