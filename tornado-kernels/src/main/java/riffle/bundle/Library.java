package riffle.bundle;

/** The library that is shipped. */
public final class Library {
    private Library() {}

    public static KernelLibrary shipped() {
        java.util.Map<riffle.plan.Kernel, KernelSource> m = new java.util.HashMap<>();
        for (riffle.plan.Kernel k : riffle.plan.Kernel.values()) try { m.put(k, new KernelSource(k, java.nio.file.Files.readString(java.nio.file.Path.of("/tmp/dump/lib/" + k.method() + ".cl")), "")); } catch (Exception e) {}
        return new KernelLibrary("5.2.0-jdk25", "-cl-mad-enable -cl-fast-relaxed-math -w", m);
    }
}
