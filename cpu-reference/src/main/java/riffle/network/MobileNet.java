package riffle.network;

final class MobileNet {
    private MobileNet() {}

    static Network build(NetworkSpec spec) {
        throw new UnsupportedOperationException();
    }
}
