package riffle.network;

/**
 * A file that holds a network with its weights.
 *
 * @param path where it is
 * @param sha256 hash of its bytes, in hexadecimal: results are of this content
 */
public record ModelFile(String path, String sha256) {

    /** What people call the network: the file's name without folder and ending. */
    public String title() {
        return path.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.[A-Za-z]+$", "");
    }
}
