package riffle.cli;

import java.nio.file.Path;
import java.util.Optional;
import riffle.image.PhotoFile;
import riffle.image.Preparation;
import riffle.measure.protocol.ForwardPass;
import riffle.tensor.OddValues;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Dialect;

/** What {@code infer} runs on. */
sealed interface InferInput {

    /** Shape of the tensor, whatever the dialect. */
    Shape shape();

    /** What a network of that dialect takes. */
    Tensor tensor(Dialect dialect);

    /** How it was prepared for that dialect, in a line; empty if it was not. */
    Optional<String> preparation(Dialect dialect);

    /**
     * Reads a photo or a tensor.
     *
     * @param file its kind is seen from its first bytes, else from its name
     * @param asked how to prepare a photo; null for the dialect's way
     * @param nonFinite whether a tensor may have NaN and infinities
     * @throws IllegalArgumentException if it is neither, or a tensor that should be prepared or has what it may not
     */
    static InferInput read(Path file, Preparation asked, boolean nonFinite) {
        Optional<PhotoFile> photo = PhotoFile.find(file);
        if (photo.isPresent()) {
            return new OfPhoto(file, photo.get(), Optional.ofNullable(asked));
        }
        if (!file.getFileName().toString().endsWith(".safetensors")) {
            throw new IllegalArgumentException(file + ": is neither a PNG nor a JPEG image nor called .safetensors");
        }
        if (asked != null && asked != Preparation.NONE) {
            throw new IllegalArgumentException("--preprocess is " + asked.label() + ", but " + file
                    + " holds a tensor, which is taken as it is; expected none or a photo");
        }
        Tensor tensor = ForwardPass.readInput(file);
        Optional<String> odd = nonFinite ? Optional.empty() : OddValues.notFinite(tensor.data());
        if (odd.isPresent()) {
            throw new IllegalArgumentException(
                    file + ": tensor input has " + odd.get() + " (--allow-non-finite runs it all the same)");
        }
        return new OfTensor(tensor);
    }

    /** A photo, still to be prepared. */
    record OfPhoto(Path file, PhotoFile photo, Optional<Preparation> asked) implements InferInput {

        @Override
        public Shape shape() {
            return photo.shape(asked.orElse(Preparation.TORCHVISION)); // all that dialects ask for have one shape
        }

        @Override
        public Tensor tensor(Dialect dialect) {
            return photo.prepared(asked.orElse(Preparation.of(dialect)));
        }

        @Override
        public Optional<String> preparation(Dialect dialect) {
            Preparation chosen = asked.orElse(Preparation.of(dialect));
            String why = asked.isPresent() ? "" : ", the default for weights of dialect " + dialect.label();
            return Optional.of(file + ": prepared by --preprocess " + chosen.label() + why + ": " + chosen.summary());
        }
    }

    /** A tensor as it is. */
    record OfTensor(Tensor tensor) implements InferInput {

        @Override
        public Shape shape() {
            return tensor.shape();
        }

        @Override
        public Tensor tensor(Dialect dialect) {
            return tensor;
        }

        @Override
        public Optional<String> preparation(Dialect dialect) {
            return Optional.empty();
        }
    }
}
