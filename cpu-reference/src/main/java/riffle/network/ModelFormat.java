package riffle.network;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.ServiceLoader;

/** Reads networks from files of others; whoever does is named in {@code META-INF/services}. */
public interface ModelFormat {

    /**
     * Which network a file holds.
     *
     * @param batch images at once, where the file leaves it open
     * @param height rows of an image, where the file leaves it open
     * @param width columns of an image, where the file leaves it open
     * @throws IllegalArgumentException if the file cannot be read, holds what is not taken, or says otherwise; the
     *     message names it
     */
    NetworkSpec spec(Path file, OptionalInt batch, OptionalInt height, OptionalInt width);

    /**
     * The network in a file.
     *
     * @param spec which file, batch and size
     * @throws IllegalArgumentException if the file cannot be read, has changed, or holds what is not taken; the message
     *     names it
     */
    Network network(NetworkSpec spec);

    /**
     * The one that is there.
     *
     * @throws IllegalArgumentException if nothing here reads files of networks
     */
    static ModelFormat installed() {
        return ServiceLoader.load(ModelFormat.class)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing here reads files of networks"));
    }
}
